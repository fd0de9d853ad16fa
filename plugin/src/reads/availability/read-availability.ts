import type { AnyshelfInventory } from "../../inventory/contract"
import { readPromisesInBlocks } from "../../inventory/read-in-blocks"
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
  /** With several channels the strictest rules count: none of them is promised more than it may show. */
  readonly salesChannelIds: readonly string[]
  /** Terms are for staff, and cost as much as all the rest. */
  readonly withTerms: boolean
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
  const { run, inventory, locations, salesChannelIds, withTerms } = source
  const ids = variants.map(({ id }) => id)
  const items = groupBy(ids.length === 0 ? [] : await stockItemsOfVariants(run, ids), ({ variantId }) => variantId)
  const reading = await readPromisesInBlocks(inventory, {
    articles: ids.map((id) => ({ id, components: items.get(id) ?? [] })),
    places: locations.map(({ id, salesChannelIds }) => ({ locationId: id, salesChannelIds })),
    salesChannelIds,
    withTerms,
  })
  return {
    asOf: reading.asOf,
    served: reading.served,
    locations: new Map(locations.map((location) => [location.id, location])),
    items,
    promises: new Map(reading.promises.map((each) => [each.id, each])),
  }
}

function groupBy(
  items: readonly StockItemRow[],
  key: (item: StockItemRow) => string
): ReadonlyMap<string, readonly StockItemRow[]> {
  const groups = new Map<string, StockItemRow[]>()
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item])
  return groups
}
