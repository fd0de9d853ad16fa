import { setTimeout as wait } from "node:timers/promises"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { claimBatch, claimOne, type ClaimAnswer, type ClaimHeaderRow, type ClaimLineRow } from "../queries/claims"
import { InventoryBusy } from "./busy"
import { faultOf } from "./faults"
import type { Settled } from "./queue"

/** One request of a batch. `n` is its place in the batch, filled in when it is sent. */
export interface ClaimRequest {
  readonly header: Omit<ClaimHeaderRow, "n"> | null
  readonly lines: readonly Omit<ClaimLineRow, "n">[]
  /** The cause told to the ledger, as the settings it is told by; null for none. */
  readonly cause: readonly string[] | null
}

/** The judge's answer, with the database's time. */
export interface Judged {
  readonly answer: ClaimAnswer
  readonly at: Date
}

interface Attempt {
  readonly again: boolean
  readonly makeRoom: boolean
  readonly patienceMs: number
}

/** After a lost connection the same batch is sent again for so long, with pauses that grow. */
const givesUpAfterMs = 15_000
const pausesMs = [20, 50, 100, 250, 500, 1000]
const patient: Attempt = { again: false, makeRoom: false, patienceMs: 1000 }

/** Sends a batch and settles each request of it. */
export async function sendClaims(knex: Knex, batch: readonly ClaimRequest[]): Promise<readonly Settled<Judged>[]> {
  if (batch.length === 1 && isPlain(batch[0]!)) return [await sendPlain(knex, batch[0]!)]
  const settled = [...(await judge(knex, batch, patient))]
  await makeRoomFor(knex, batch, settled)
  return settled
}

/** A line of one level with neither key nor owner, which the shortest statement can carry. */
function isPlain({ header, lines }: ClaimRequest): boolean {
  const [line, ...more] = lines
  const bare = header === null || (header.key === undefined && header.owner === undefined && !header.tell)
  return (
    bare &&
    more.length === 0 &&
    line?.kind === "reservation" &&
    line.firm &&
    line.floor === "promise" &&
    /^\d+$/.test(line.quantity)
  )
}

async function sendPlain(knex: Knex, request: ClaimRequest): Promise<Settled<Judged>> {
  try {
    const made = await claimOne(knex, { ...request.lines[0]!, n: 0 }, request.cause)
    if (made) return { answer: { answer: { ok: true, levels: [made.level] }, at: made.at } }
  } catch (error) {
    if (faultOf(error) === "poisoned") return { error }
    return (await judge(knex, [request], { ...patient, again: true }))[0]!
  }
  const settled = [...(await judge(knex, [request], patient))]
  await makeRoomFor(knex, [request], settled)
  return settled[0]!
}

/** Judges a batch. A batch that fails as a whole is halved until what is wrong with it stands alone. */
async function judge(
  knex: Knex,
  batch: readonly ClaimRequest[],
  attempt: Attempt
): Promise<readonly Settled<Judged>[]> {
  const outcome = await sendUntilKnown(knex, batch, attempt)
  if ("judged" in outcome) return outcome.judged
  if (batch.length === 1) return [{ error: told(outcome.error) }]
  const middle = Math.ceil(batch.length / 2)
  const impatient = { ...attempt, again: outcome.again, patienceMs: 250 }
  const first = await judge(knex, batch.slice(0, middle), impatient)
  return [...first, ...(await judge(knex, batch.slice(middle), impatient))]
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
      const mayRetry = fault === "lost" || (fault === "contended" && batch.length === 1) || isDeadlock(error)
      if (!mayRetry || Date.now() - startedAt > givesUpAfterMs) {
        // A second sending that meets its first one half way finds its own ids taken: it is told apart by looking again.
        if (again && isTaken(error) && tries < 5) continue
        return { error, again }
      }
      again ||= fault === "lost"
      await wait(pausesMs[Math.min(tries, pausesMs.length - 1)])
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
async function makeRoomFor(knex: Knex, batch: readonly ClaimRequest[], settled: Settled<Judged>[]): Promise<void> {
  for (const [at, outcome] of settled.entries()) {
    if (!("answer" in outcome) || outcome.answer.answer.ok || !outcome.answer.answer.movable) continue
    settled[at] = (await judge(knex, [batch[at]!], { ...patient, makeRoom: true }))[0]!
  }
}

const isDeadlock = (error: unknown) => ["40P01", "40001"].includes((error as { code?: string }).code ?? "")
const isTaken = (error: unknown) => (error as { code?: string }).code === "23505"

/** What is left of a fault after all tries. */
function told(error: unknown): unknown {
  if (faultOf(error) === "poisoned") return error
  return new InventoryBusy(1000, `the database did not take the claim in time (${(error as Error).message})`)
}
