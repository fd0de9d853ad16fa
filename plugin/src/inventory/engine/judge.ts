import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { claimBatch } from "../queries/claims"
import { Contended, OutcomeUnknown } from "./busy"
import type { ClaimRequest, Judged } from "./claim-request"
import { faultOf } from "./faults"
import { givesUpAfterMs, pauseAfter } from "./pace"
import type { Settled } from "./queue"

/** How a batch is sent. */
export interface Attempt {
  /** It was sent before, and nobody knows whether that was committed. */
  readonly again: boolean
  /** Pool-scoped claims may be moved out of the way. */
  readonly makeRoom: boolean
  /** How long to wait for a level that another transaction holds. */
  readonly patienceMs: number
}

/** Judges a batch and settles each request of it. A request whose level was not had in time is rejected with `Contended`. */
export async function judgeAll(
  knex: Knex,
  batch: readonly ClaimRequest[],
  how: { readonly again: boolean; readonly patienceMs: number }
): Promise<readonly Settled<Judged>[]> {
  const attempt = { ...how, again: how.again || batch.some(({ again }) => again), makeRoom: false }
  const settled = [...(await judge(knex, batch, attempt))]
  await makeRoomFor(knex, batch, settled, attempt)
  return settled
}

/** Judges a batch. A batch that fails as a whole is halved until what is wrong with it stands alone. */
async function judge(
  knex: Knex,
  batch: readonly ClaimRequest[],
  attempt: Attempt
): Promise<readonly Settled<Judged>[]> {
  const outcome = await sendUntilKnown(knex, batch, attempt)
  if ("judged" in outcome) return outcome.judged
  if (batch.length === 1 || faultOf(outcome.error) === "lost") return batch.map(() => ({ error: told(outcome) }))
  const middle = Math.ceil(batch.length / 2)
  const parted = { ...attempt, again: outcome.again, patienceMs: Math.min(attempt.patienceMs, 100) }
  const first = await judge(knex, batch.slice(0, middle), parted)
  return [...first, ...(await judge(knex, batch.slice(middle), parted))]
}

type Sent = { readonly judged: readonly Settled<Judged>[] } | { readonly error: unknown; readonly again: boolean }

/** Sends a batch until its outcome is known: a commit whose answer was lost shows itself when it is sent again. */
async function sendUntilKnown(knex: Knex, batch: readonly ClaimRequest[], attempt: Attempt): Promise<Sent> {
  const startedAt = Date.now()
  let again = attempt.again
  for (let tries = 0; ; tries += 1) {
    try {
      return { judged: await sendOnce(knex, batch, { ...attempt, again }) }
    } catch (error) {
      const fault = faultOf(error)
      const mayRetry = fault === "lost" || isDeadlock(error)
      if (!mayRetry || Date.now() - startedAt > givesUpAfterMs) {
        // A second sending that meets its first one half way finds its own ids taken: it is told apart by looking again.
        if (again && isTaken(error) && tries < 5) continue
        return { error, again }
      }
      again ||= fault === "lost"
      await pauseAfter(tries)
    }
  }
}

async function sendOnce(knex: Knex, batch: readonly ClaimRequest[], attempt: Attempt): Promise<Settled<Judged>[]> {
  const rows = await claimBatch(knex, {
    ...attempt,
    requests: batch.flatMap(({ header }, n) => (header ? [{ ...header, n }] : [])),
    lines: batch.flatMap(({ lines }, n) => lines.map((line) => ({ ...line, n }))),
  })
  const byRequest = new Map(rows.map(({ n, answer, at }) => [n, { answer, at }]))
  return batch.map((_, n) => {
    const answer = byRequest.get(n)
    return answer
      ? { answer }
      : { error: new Error("The database gave no answer to a claim: its functions are not ours.") }
  })
}

/** Requests that were refused where pool-scoped claims lie are judged again, each alone, with leave to move those. */
async function makeRoomFor(
  knex: Knex,
  batch: readonly ClaimRequest[],
  settled: Settled<Judged>[],
  attempt: Attempt
): Promise<void> {
  for (const [at, outcome] of settled.entries()) {
    if (!("answer" in outcome) || outcome.answer.answer.ok || !outcome.answer.answer.movable) continue
    settled[at] = (await judge(knex, [batch[at]!], { ...attempt, makeRoom: true }))[0]!
  }
}

const isDeadlock = (error: unknown) => ["40P01", "40001"].includes((error as { code?: string }).code ?? "")
const isTaken = (error: unknown) => (error as { code?: string }).code === "23505"

/** What is left of a fault after all tries. */
function told({ error, again }: { error: unknown; again: boolean }): unknown {
  const { message } = error as Error
  if (faultOf(error) === "lost") return new OutcomeUnknown(message)
  return faultOf(error) === "contended" ? new Contended(message, again) : error
}
