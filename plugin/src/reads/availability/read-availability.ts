import type { AnyshelfInventory, ChannelBuffer, StockReading } from "../../inventory/contract"
import { readBuffersInBlocks, readStockInBlocks } from "../../inventory/read-in-blocks"
import { stockItemsOfVariants } from "../catalog/queries"
import type { LocationRow, StockItemRow, VariantRow } from "../rows"
import type { Run } from "../run"
import { judge, type Facts } from "./judge"
import type { AvailabilityRow } from "./rows"

/** Where to read, and for whom. */
export interface AvailabilitySource {
  readonly run: Run
  readonly inventory: AnyshelfInventory
  /** The locations that serve the channels, in the order to show them. */
  readonly locations: readonly LocationRow[]
  /** With several channels the greatest buffer counts: none of them is promised more than it may show. */
  readonly salesChannelIds: readonly string[]
}

/**
 * What can be promised of variants, by variant id. The number of statements does not depend on the number of variants, up to
 * 1,000 stock items and 200 locations; each further block takes one more.
 */
export async function readAvailability(
  source: AvailabilitySource,
  variants: readonly VariantRow[]
): Promise<ReadonlyMap<string, AvailabilityRow>> {
  const facts = await readFacts(
    source,
    variants.filter((each) => each.managed)
  )
  return new Map(variants.map((variant) => [variant.id, judge(variant, facts)]))
}

async function readFacts(source: AvailabilitySource, variants: readonly VariantRow[]): Promise<Facts> {
  const items =
    variants.length === 0
      ? []
      : await stockItemsOfVariants(
          source.run,
          variants.map((each) => each.id)
        )
  const inventoryItemIds = [...new Set(items.map((each) => each.inventoryItemId))]
  const [reading, buffers] = await Promise.all([
    readStock(source, inventoryItemIds),
    readBuffersInBlocks(source.inventory, { salesChannelIds: source.salesChannelIds, inventoryItemIds }),
  ])
  return {
    asOf: reading.asOf,
    locations: source.locations,
    items: groupBy(items, (each: StockItemRow) => each.variantId),
    stock: new Map(reading.stock.map((each) => [`${each.inventoryItemId}@${each.locationId}`, each])),
    buffers: greatest(buffers),
  }
}

/** A question about nothing still learns the time, by the database's clock. */
async function readStock(
  { inventory, locations }: AvailabilitySource,
  inventoryItemIds: string[]
): Promise<StockReading> {
  const locationIds = locations.map(({ id }) => id)
  const { asOf, stock } = await readStockInBlocks(inventory, { inventoryItemIds, locationIds })
  return asOf ? { asOf, stock } : inventory.readStock({ inventoryItemIds: [], locationIds: [] })
}

function greatest(buffers: readonly ChannelBuffer[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  for (const { inventoryItemId, quantity } of buffers) {
    found.set(inventoryItemId, Math.max(quantity, found.get(inventoryItemId) ?? 0))
  }
  return found
}

function groupBy<Item>(items: readonly Item[], key: (item: Item) => string): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item])
  return groups
}
