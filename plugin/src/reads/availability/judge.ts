import type { StockFigures } from "../../inventory/contract"
import type { LocationRow, StockItemRow, VariantRow } from "../rows"
import type { AvailabilityRow, LocationAvailabilityRow, StockTermsRow } from "./rows"

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
  const locations = facts.locations.map((location) => judgeLocation(location, items, facts))
  const promised = locations.reduce((sum, each) => sum + each.quantity, 0)
  const channelBuffer = bufferInUnits(items, facts.buffers)
  const quantity = Math.max(0, promised - channelBuffer)
  const sum = { locations: promised, channelBuffer }
  return { ...base, inStock: quantity > 0 || backorder, quantity, sum, locations }
}

function judgeLocation(
  location: LocationRow,
  items: readonly StockItemRow[],
  { stock }: Facts
): LocationAvailabilityRow {
  const figures = items.map((item) => stock.get(`${item.inventoryItemId}@${location.id}`))
  const terms = items.map((item, index) => termsOf(item, figures[index]))
  const units = terms.map((each) => Math.floor(each.available / each.requiredQuantity))
  return {
    location,
    quantity: units.length === 0 ? 0 : Math.min(...units),
    updatedAt: latest(figures),
    stock: terms,
  }
}

/** A place without a level of the item has none of it. */
function termsOf(
  { inventoryItemId, requiredQuantity }: StockItemRow,
  figures: StockFigures | undefined
): StockTermsRow {
  const { sku = null, onHand = 0, reserved = 0, held = 0, safetyStock = 0, version = 0 } = figures ?? {}
  const available = Math.max(0, onHand - reserved - held - safetyStock)
  return { inventoryItemId, sku, requiredQuantity, onHand, reserved, held, safetyStock, available, version }
}

/** In units of the variant, rounded up: half a kit withheld is a kit that must not be sold. */
function bufferInUnits(items: readonly StockItemRow[], buffers: ReadonlyMap<string, number>): number {
  return Math.max(
    0,
    ...items.map((item) => Math.ceil((buffers.get(item.inventoryItemId) ?? 0) / item.requiredQuantity))
  )
}

function latest(figures: readonly (StockFigures | undefined)[]): Date | null {
  const times = figures.flatMap((each) => (each?.updatedAt ? [each.updatedAt.getTime()] : []))
  return times.length === 0 ? null : new Date(Math.max(...times))
}
