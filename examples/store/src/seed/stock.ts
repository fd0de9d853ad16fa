import { batchInventoryItemLevelsWorkflow } from "@medusajs/medusa/core-flows"
import type { MedusaContainer } from "@medusajs/framework/types"
import { find, type Found } from "./find-or-create"
import { spread } from "./spread"

const batchSize = 200

interface Item extends Found {
  readonly sku: string | null
  readonly location_levels?: readonly { readonly location_id: string }[]
}

/**
 * Puts the units that the product file counts onto the shelves of all places. A place that has a level of an article keeps it:
 * what was sold since the last seed stays sold.
 *
 * @param units - how many of each SKU there are
 * @returns how many levels were made
 */
export async function seedStock(
  container: MedusaContainer,
  units: ReadonlyMap<string, number>,
  locationIds: readonly string[]
): Promise<number> {
  const items = await find<Item>(container, "inventory_item", {}, ["sku", "location_levels.location_id"])
  const create = items.flatMap((item) => missingLevels(item, units, locationIds))
  for (let at = 0; at < create.length; at += batchSize) {
    const input = { create: create.slice(at, at + batchSize), update: [], delete: [] }
    await batchInventoryItemLevelsWorkflow(container).run({ input })
  }
  return create.length
}

function missingLevels(item: Item, units: ReadonlyMap<string, number>, locationIds: readonly string[]) {
  const total = item.sku === null ? undefined : units.get(item.sku)
  if (item.sku === null || total === undefined) return []
  const shelves = spread(item.sku, total, locationIds.length)
  const present = new Set((item.location_levels ?? []).map(({ location_id }) => location_id))
  return locationIds.flatMap((location_id, index) =>
    present.has(location_id) ? [] : [{ inventory_item_id: item.id, location_id, stocked_quantity: shelves[index] ?? 0 }]
  )
}
