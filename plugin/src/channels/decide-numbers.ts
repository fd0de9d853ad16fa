import { promisePerPlace } from "../domain/channels/place-promise"
import type { DuePublication } from "../domain/channels/publication"
import { judgeMode, type ModeJudgement } from "../domain/channels/publishing-mode"
import type { PromiseTotal } from "../inventory/contract"
import { readPromisesInBlocks } from "../inventory/read-in-blocks"
import { mapOf, type Channel } from "./channel"
import { readModeFacts, type ModeReading } from "./publishing/mode-facts"

/** What one place should show of one article, and why. */
export interface NumberDecision {
  /** For this place. */
  readonly quantity: number
  /** What the sales channel may show in all, with its terms. */
  readonly promise: PromiseTotal
  /** What the connection's publishing mode makes of it. */
  readonly mode: ModeJudgement
  readonly velocityPerDay: number
  readonly lagMs: number
}

/**
 * What each claimed publication should show, as of now: one statement for the promise, but for channels of very many places, and
 * one for each thing that the connection's mode asks about. A place that is mapped no more is left out.
 */
export async function decideNumbers(
  channel: Channel,
  due: readonly DuePublication[]
): Promise<ReadonlyMap<string, NumberDecision>> {
  if (due.length === 0) return new Map()
  const { salesChannelId, places } = mapOf(channel)
  const locationIds = [...new Set(places.flatMap((place) => place.locationIds))]
  // Who else shows how much is read before what there is: a number that rises by an old promise would be the worse mistake.
  const facts = await readModeFacts(channel, due)
  const { promises } = await readPromisesInBlocks(channel.inventory, {
    articles: due.map(({ id, components }) => ({ id, components })),
    places: locationIds.map((locationId) => ({ locationId, salesChannelIds: [salesChannelId] })),
    salesChannelIds: [salesChannelId],
  })
  const numbers = new Map<string, NumberDecision>()
  promises.forEach(({ any: promise, places: here }, at) => {
    const publication = due[at]!
    const promisedAt = new Map(here.map(({ locationId, quantity }) => [locationId, quantity]))
    const judged = judge(facts, publication, promise)
    const quantity = promisePerPlace({ places, promisedAt, quantity: judged.mode.quantity }).get(
      publication.locationRef
    )
    if (quantity !== undefined) numbers.set(publication.id, { quantity, ...judged })
  })
  return numbers
}

function judge(facts: ModeReading, due: DuePublication, promise: PromiseTotal) {
  const { publishing, lagMs } = facts
  const velocityPerDay = facts.velocityOf(due)
  const sharers = facts.sharersOf(due)
  const mode = judgeMode({ publishing, promised: promise.quantity, velocityPerDay, lagMs, sharers })
  return { promise, mode, velocityPerDay, lagMs }
}
