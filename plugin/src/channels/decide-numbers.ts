import { indexShelves, promisePerPlace } from "../domain/channels/place-promise"
import type { DuePublication } from "../domain/channels/publication"
import type { AnyshelfInventory, StockFigures } from "../inventory/contract"
import { mapOf, type Channel } from "./channel"

/** What one reading of stock may ask for. */
const itemsMax = 1_000
const locationsMax = 200

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
  const [stock, withheld] = await Promise.all([
    readAllStock(channel.inventory, inventoryItemIds, locationIds),
    channel.inventory.readChannelBuffers({ salesChannelIds: [salesChannelId], inventoryItemIds }),
  ])
  const shelfAt = indexShelves(stock)
  const numbers = new Map<string, number>()
  for (const { id, locationRef, components } of due) {
    const quantity = promisePerPlace({ components, places, shelfAt, withheld }).get(locationRef)
    if (quantity !== undefined) numbers.set(id, quantity)
  }
  return numbers
}

/** Reads in as many parts as it takes: a batch that is too large for one reading would else be refused for ever. */
export async function readAllStock(
  inventory: Pick<AnyshelfInventory, "readStock">,
  inventoryItemIds: readonly string[],
  locationIds: readonly string[]
): Promise<readonly StockFigures[]> {
  const all: StockFigures[] = []
  for (const items of parts(inventoryItemIds, itemsMax))
    for (const locations of parts(locationIds, locationsMax))
      all.push(...(await inventory.readStock({ inventoryItemIds: items, locationIds: locations })).stock)
  return all
}

const parts = <T>(list: readonly T[], size: number): readonly T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, at) => list.slice(at * size, (at + 1) * size))
