import { indexShelves, promisePerPlace } from "../domain/channels/place-promise"
import type { DuePublication } from "../domain/channels/publication"
import { readBuffersInBlocks, readStockInBlocks } from "../inventory/read-in-blocks"
import { mapOf, type Channel } from "./channel"

/**
 * What each claimed publication should show, as of now: two statements, but for kits of very many parts and channels of very
 * many places. A place that is mapped no more is left out.
 */
export async function decideNumbers(
  channel: Channel,
  due: readonly DuePublication[]
): Promise<ReadonlyMap<string, number>> {
  const { salesChannelId, places } = mapOf(channel)
  const inventoryItemIds = [...new Set(due.flatMap(({ components }) => components.map((each) => each.inventoryItemId)))]
  const locationIds = places.flatMap((place) => place.locationIds)
  const [{ stock }, withheld] = await Promise.all([
    readStockInBlocks(channel.inventory, { inventoryItemIds, locationIds }),
    readBuffersInBlocks(channel.inventory, { salesChannelIds: [salesChannelId], inventoryItemIds }),
  ])
  const shelfAt = indexShelves(stock)
  const numbers = new Map<string, number>()
  for (const { id, locationRef, components } of due) {
    const quantity = promisePerPlace({ components, places, shelfAt, withheld }).get(locationRef)
    if (quantity !== undefined) numbers.set(id, quantity)
  }
  return numbers
}
