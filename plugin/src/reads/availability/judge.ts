import { promise } from "../../domain/availability"
import type { StockFigures } from "../../inventory/contract"
import type { LocationRow, StockItemRow, VariantRow } from "../rows"
import type { AvailabilityRow, LocationAvailabilityRow } from "./rows"

/** What was read of stock, ready to be looked up. */
export interface Facts {
  readonly asOf: Date
  /** In the order to show them. */
  readonly locations: readonly LocationRow[]
  /** What each variant is made of, by variant id. */
  readonly items: ReadonlyMap<string, readonly StockItemRow[]>
  /** By `item@location`. */
  readonly stock: ReadonlyMap<string, StockFigures>
  /** Withheld from the channel, by item. */
  readonly buffers: ReadonlyMap<string, number>
}

/** What can be promised of one variant, by what was read. */
export function judge(variant: VariantRow, facts: Facts): AvailabilityRow {
  const { id: variantId, managed: tracked, backorder } = variant
  const base = { variantId, tracked, backorder, asOf: facts.asOf }
  if (!tracked) {
    return { ...base, inStock: true, quantity: null, sum: { locations: 0, channelBuffer: 0 }, locations: [] }
  }
  const items = facts.items.get(variantId) ?? []
  const total = promise({
    locations: facts.locations.map(({ id }) => ({ locationId: id, components: componentsAt(id, items, facts) })),
    buffers: items.map(({ inventoryItemId, requiredQuantity }) => ({
      requiredQuantity,
      quantity: facts.buffers.get(inventoryItemId) ?? 0,
    })),
  })
  return {
    ...base,
    inStock: total.quantity > 0 || backorder,
    quantity: total.quantity,
    sum: { locations: total.locationsTotal, channelBuffer: total.channelBuffer },
    locations: total.locations.map((each, index) => toRow(facts.locations[index]!, each)),
  }
}

type Component = ReturnType<typeof componentAt>

function componentsAt(locationId: string, items: readonly StockItemRow[], { stock }: Facts): Component[] {
  return items.map((item) => componentAt(item, stock.get(`${item.inventoryItemId}@${locationId}`)))
}

/** A place without a level of the item has none of it. */
function componentAt({ inventoryItemId, requiredQuantity }: StockItemRow, figures: StockFigures | undefined) {
  const {
    sku = null,
    onHand = 0,
    reserved = 0,
    held = 0,
    safetyStock = 0,
    version = 0,
    updatedAt = null,
  } = figures ?? {}
  return { inventoryItemId, sku, requiredQuantity, onHand, reserved, held, safetyStock, version, updatedAt }
}

function toRow(
  location: LocationRow,
  { quantity, terms }: { readonly quantity: number; readonly terms: readonly (Component & { available: number })[] }
): LocationAvailabilityRow {
  const times = terms.flatMap((each) => (each.updatedAt ? [each.updatedAt.getTime()] : []))
  return { location, quantity, updatedAt: times.length === 0 ? null : new Date(Math.max(...times)), stock: terms }
}
