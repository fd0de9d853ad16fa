import { promisePerPlace } from "../domain/channels/place-promise"
import type { DuePublication } from "../domain/channels/publication"
import { readPromisesInBlocks } from "../inventory/read-in-blocks"
import { mapOf, type Channel } from "./channel"

/**
 * What each claimed publication should show, as of now: one statement, but for channels of very many places. A place that is
 * mapped no more is left out.
 */
export async function decideNumbers(
  channel: Channel,
  due: readonly DuePublication[]
): Promise<ReadonlyMap<string, number>> {
  const { salesChannelId, places } = mapOf(channel)
  const locationIds = [...new Set(places.flatMap((place) => place.locationIds))]
  const { promises } = await readPromisesInBlocks(channel.inventory, {
    articles: due.map(({ id, components }) => ({ id, components })),
    places: locationIds.map((locationId) => ({ locationId, salesChannelIds: [salesChannelId] })),
    salesChannelIds: [salesChannelId],
  })
  const numbers = new Map<string, number>()
  promises.forEach(({ id, any, places: here }, at) => {
    const promisedAt = new Map(here.map(({ locationId, quantity }) => [locationId, quantity]))
    const quantity = promisePerPlace({ places, promisedAt, quantity: any.quantity }).get(due[at]!.locationRef)
    if (quantity !== undefined) numbers.set(id, quantity)
  })
  return numbers
}
