import assert from "node:assert/strict"
import type { Command } from "../../commands"
import { meddled } from "../faults"
import type { ContractHarness } from "../harness"
import { assertDone, openSession, pushOne } from "../session"
import { loseAnswer } from "./transport"

/** The most requests that a connector may need for one command before this stops looking. */
const REQUESTS_MAX = 8

/**
 * Sends a command, twice more, and again for each of its requests with that request's answer lost; `once` says each time that it
 * was done once. `make` gives a fresh thing to do it to, so that each round starts anew.
 */
export async function holdsOnce<T>(
  harness: ContractHarness,
  make: () => Promise<{ readonly command: Command; readonly thing: T }>,
  once: (thing: T) => Promise<void>
): Promise<void> {
  const { command, thing } = await make()
  for (let time = 1; time <= 3; time += 1) await assertDone(harness, await pushOne(openSession(harness), command))
  await once(thing)
  for (let lost = 1; lost <= REQUESTS_MAX; lost += 1) if (!(await losing(harness, lost, make, once))) return
}

async function losing<T>(
  harness: ContractHarness,
  lost: number,
  make: () => Promise<{ readonly command: Command; readonly thing: T }>,
  once: (thing: T) => Promise<void>
): Promise<boolean> {
  const { command, thing } = await make()
  const wire = meddled(harness, loseAnswer(lost))
  const first = await pushOne(wire.session, command)
  if (wire.requests() < lost) return false
  const honest = ["unknown", "retry", "applied", "already"].includes(first.status)
  assert.ok(honest, `With the answer to request ${lost} lost: ${JSON.stringify(first)}`)
  await assertDone(harness, await pushOne(openSession(harness), command))
  await once(thing)
  return true
}
