import type { Result, StockCommand } from "@anyshelf/connector-kit"
import { decideWrite, type WriteDecision } from "../domain/channels/decide-write"
import { afterLook, judgeResult, released, unchanged } from "../domain/channels/judge-result"
import { laneOfWrite } from "../domain/channels/lanes"
import type { DuePublication, PublicationOutcome } from "../domain/channels/publication"
import type { Channel } from "./channel"
import { decideNumbers } from "./decide-numbers"
import { drainOrders } from "./drain-orders"
import { inLane } from "./lane-context"
import { inParallel } from "./in-parallel"
import { messageOf } from "./messages"

/** No vendor takes more at once, and no claim should hold more. */
const batchMax = 250
const looksAtOnce = 4
/** A place that is mapped no more: its publication is about to be taken away. */
const placelessMs = 5_000

type Decided = { readonly due: DuePublication; readonly decision: WriteDecision }
type Sending = { readonly due: DuePublication; readonly command: StockCommand; readonly resent: boolean }

/**
 * One round of publishing: claims what may be out of date, decides each number now, sends what differs, and writes down what
 * became of it. Numbers that must fall are sent before those that may rise.
 *
 * @returns true when more may be due
 */
export async function publish(channel: Channel): Promise<boolean> {
  const { channels, id: connectionId, owner, timing } = channel
  if (!(await isKnown(channel))) return false
  if (channel.needsDrain) await drainOrders(channel)
  const limit = Math.min(batchMax, channel.connection.connector.capabilities.stock.batch)
  const due = await channels.claimPublications({ connectionId, owner, limit, leaseMs: timing.leaseMs })
  if (due.length === 0) return false
  const outcomes = new Map(due.map((each) => [each.id, released(each)]))
  try {
    // The channel showed what we did not expect: it has sold, and its orders say what.
    if (due.some(({ drainFirst }) => drainFirst)) await drainOrders(channel)
    for (const outcome of await carryOut(channel, due)) outcomes.set(outcome.id, outcome)
  } finally {
    await channels.recordOutcomes(owner, [...outcomes.values()])
  }
  await askAbout(channel, due, [...outcomes.values()])
  await channel.clock.sleep(channel.host.paceMs())
  return due.length === limit || [...outcomes.values()].some(isOpen)
}

/** Nothing is sent to a shop before it has been read once: what it shows is not known. */
async function isKnown(channel: Channel): Promise<boolean> {
  if (channel.isKnown) return true
  const { channels, id: connectionId, connection } = channel
  const { listingsReadAt } = await channels.openConnection({ connectionId, vendor: connection.connector.id })
  return (channel.isKnown = listingsReadAt !== null)
}

/** Another round is due at once: the version is not settled, and nothing says to wait. */
const isOpen = ({ settledVersion, afterMs, state }: PublicationOutcome) =>
  settledVersion === null && afterMs === 0 && state === "ok"

async function carryOut(channel: Channel, due: readonly DuePublication[]): Promise<PublicationOutcome[]> {
  const repeat = channel.connection.connector.capabilities.idempotency.stock ?? "look-first"
  const numbers = await decideNumbers(channel, due)
  const decided = due.flatMap((each): Decided[] => {
    const wanted = numbers.get(each.id)
    return wanted === undefined ? [] : [{ due: each, decision: decideWrite(each, wanted, repeat) }]
  })
  const placeless = due.filter(({ id }) => !numbers.has(id)).map((each) => released(each, placelessMs))
  const settled = decided.flatMap(({ due, decision }) => (decision.do === "nothing" ? [unchanged(due)] : []))
  const looked = await look(channel, decided)
  return [...placeless, ...settled, ...looked, ...(await send(channel, decided))]
}

async function look(channel: Channel, decided: readonly Decided[]): Promise<PublicationOutcome[]> {
  const looks = decided.flatMap(({ due, decision }) => (decision.do === "look" ? [{ due, ref: decision.ref }] : []))
  return inLane("down", () =>
    inParallel(looks, looksAtOnce, async ({ due, ref }) => {
      const level = await channel.session.get("stock", ref)
      return afterLook(due, level?.available ?? null, channel.clock.random())
    })
  )
}

async function send(channel: Channel, decided: readonly Decided[]): Promise<PublicationOutcome[]> {
  const sendings = decided.flatMap(({ due, decision }): Sending[] => {
    if (decision.do !== "write" && decision.do !== "resend") return []
    const { key, quantity, expected, sequence } = decision.write
    const { stockRef, locationRef } = due
    const command = { type: "stock" as const, key, stockRef, locationRef, quantity, expected, sequence }
    return [{ due, command, resent: decision.do === "resend" }]
  })
  const outcomes: PublicationOutcome[] = []
  for (const lane of ["down", "up"] as const) {
    const batch = sendings.filter(({ due, command }) => laneOfWrite(command.quantity, due.confirmedQuantity) === lane)
    if (batch.length > 0) outcomes.push(...(await inLane(lane, () => sendBatch(channel, batch))))
  }
  return outcomes
}

async function sendBatch(channel: Channel, batch: readonly Sending[]): Promise<PublicationOutcome[]> {
  const intents = batch.map(({ due, command: { key, quantity, expected, sequence } }) => ({
    id: due.id,
    key,
    quantity,
    expected,
    sequence,
  }))
  const ours = await channel.channels.recordIntents(channel.owner, intents)
  const sendings = batch.filter(({ due }) => ours.has(due.id))
  const results = await pushWithin(channel, sendings)
  return Promise.all(
    sendings.map(async ({ due, command, resent }) => {
      const result = results.get(command.key) ?? {
        key: command.key,
        status: "unknown",
        message: "No result was given.",
      }
      const known = await withObserved(channel, due, result)
      return judgeResult(due, { quantity: command.quantity, resent }, known, channel.clock.random())
    })
  )
}

/** A push that takes longer than the lease is given up: someone else may be at work on these by then. */
async function pushWithin(channel: Channel, sendings: readonly Sending[]): Promise<ReadonlyMap<string, Result>> {
  if (sendings.length === 0) return new Map()
  const ending = new AbortController()
  const late = channel.clock.sleep(channel.timing.leaseMs * 0.8, ending.signal).then((): readonly Result[] => [])
  try {
    const results = await Promise.race([channel.session.push(sendings.map(({ command }) => command)), late])
    return new Map(results.map((result) => [result.key, result]))
  } catch (error) {
    // A connector never throws here; one that does has sent who knows what.
    channel.log.warn("The connector threw while pushing stock.", { error: messageOf(error) })
    return new Map()
  } finally {
    ending.abort()
  }
}

/** A conflict is worth little without the number that is shown; a channel that does not say it is asked. */
async function withObserved(channel: Channel, due: DuePublication, result: Result): Promise<Result> {
  if (result.status !== "conflict" || result.observed !== undefined) return result
  try {
    const level = await channel.session.get("stock", `${due.stockRef}@${due.locationRef}`)
    return level ? { ...result, observed: level.available } : result
  } catch (error) {
    return { key: result.key, status: "retry", message: messageOf(error) }
  }
}

/** What was given up is put before a person. */
async function askAbout(
  channel: Channel,
  due: readonly DuePublication[],
  outcomes: readonly PublicationOutcome[]
): Promise<void> {
  const tasks = outcomes.flatMap(({ id, state, error }) => {
    const publication = due.find((each) => each.id === id)
    if (state !== "poisoned" || !publication) return []
    const subject = `${publication.stockRef}@${publication.locationRef}`
    const reason = `The channel refuses the stock of ${subject}: ${error ?? "no reason given"} It is tried again when the listing changes or the app restarts.`
    return [{ connectionId: channel.id, kind: "stock-refused" as const, subject, reason }]
  })
  if (tasks.length > 0) await channel.channels.openTasks(tasks)
}
