import { allocate, type Part, type Shelf } from "./allocate"
import { activateLevel, applyMovements, sellsOnline, type Movement } from "./levels"
import { findLocation, findVariant } from "./lookup"
import { placeOrder } from "./place-order"
import type { OrderRecord } from "./order-records"
import type { VariantRecord } from "./records"
import { isRefusal, refuse, type Refusal } from "./refusal"
import type { Sale, SaleLine } from "./sale"
import type { ShopStore } from "./store"

const quantityMax = 1_000_000
const linesMax = 500
const ordersMax = 200_000

/** One article of a sale, and where its units come from. */
export interface SoldLine {
  readonly variant: VariantRecord
  readonly quantity: number
  readonly parts: readonly Part[]
}

/**
 * Sells: available goes down, committed goes up, an order exists. All of it or, where something is short, nothing. An
 * article that may not be oversold never goes below zero.
 */
export function sell(store: ShopStore, sale: Sale): OrderRecord | Refusal {
  if (store.orders.size >= ordersMax)
    return refuse("invalid", `the stand-in keeps at most ${ordersMax} orders; POST /control/reset`)
  const wanted = wantedLines(store, sale.lines ?? [sale])
  if (isRefusal(wanted)) return wanted
  const place = sale.locationId === undefined ? null : findLocation(store, sale.locationId)
  if (isRefusal(place)) return place
  if (sale.channel === "pos" && !place) return refuse("invalid", "a sale over the counter needs `locationId`")
  const fault = discountFault(sale)
  if (fault) return fault
  const lines: SoldLine[] = []
  for (const { variant, quantity } of wanted) {
    const parts = partsOf(store, variant, quantity, place?.id ?? null)
    if (isRefusal(parts)) return parts
    lines.push({ variant, quantity, parts })
  }
  const order = placeOrder(store, sale, lines, sale.channel === "pos" ? (place?.id ?? null) : null)
  takeStock(store, lines, order)
  return order
}

function discountFault({ discount }: Sale): Refusal | null {
  if (!discount || (discount.percentage > 0 && discount.percentage <= 100 && discount.code)) return null
  return refuse("invalid", "`discount` needs a `code` and a `percentage` above 0 and up to 100")
}

/** The same article twice is one line: judged line by line, each half might fit where the whole does not. */
function wantedLines(store: ShopStore, lines: readonly SaleLine[]) {
  if (lines.length === 0 || lines.length > linesMax) return refuse("invalid", `an order has 1 to ${linesMax} lines`)
  const wanted = new Map<number, { variant: VariantRecord; quantity: number }>()
  for (const line of lines) {
    const variant = findVariant(store, line)
    if (isRefusal(variant)) return variant
    const quantity = (wanted.get(variant.id)?.quantity ?? 0) + (line.quantity ?? 1)
    if (!Number.isInteger(line.quantity ?? 1) || (line.quantity ?? 1) < 1 || quantity > quantityMax)
      return refuse("invalid", `\`quantity\` must be a whole number from 1 to ${quantityMax}`)
    const product = store.products.get(variant.productId)
    if (product?.status !== "ACTIVE")
      return refuse("not_for_sale", `${product?.title ?? variant.sku} is ${product?.status ?? "gone"}, not for sale`)
    wanted.set(variant.id, { variant, quantity })
  }
  return [...wanted.values()]
}

function partsOf(
  store: ShopStore,
  variant: VariantRecord,
  quantity: number,
  locationId: number | null
): readonly Part[] | Refusal {
  const shelves = shelvesOf(store, variant, locationId)
  const [first] = shelves
  if (!variant.tracked && first) return [{ locationId: first.locationId, quantity }]
  const parts = allocate(shelves, quantity, variant.inventoryPolicy === "CONTINUE")
  if (parts) return parts
  const left = shelves.reduce((sum, shelf) => sum + Math.max(0, shelf.available), 0)
  return refuse("sold_out", `${variant.sku ?? `variant ${variant.id}`}: asked for ${quantity}, ${left} available`)
}

/** Places in the order they were opened. A sale at a given place looks nowhere else. */
function shelvesOf(store: ShopStore, variant: VariantRecord, locationId: number | null): Shelf[] {
  return store.locations
    .all()
    .filter((location) =>
      locationId === null ? sellsOnline(store, location.id) : location.isActive && location.id === locationId
    )
    .map((location) => ({ location, level: store.level(variant.inventoryItemId, location.id) }))
    .filter(({ level }) => level?.isActive || !variant.tracked)
    .map(({ location, level }) => ({ locationId: location.id, available: level?.quantities.available ?? 0 }))
}

function takeStock(store: ShopStore, lines: readonly SoldLine[], order: OrderRecord): void {
  const isHandedOver = order.retailLocationId !== null
  const movements = lines
    .filter(({ variant }) => variant.tracked)
    .flatMap(({ variant, parts }): Movement[] =>
      parts.map(({ locationId, quantity }) => ({
        level: activateLevel(store, variant.inventoryItemId, locationId),
        deltas: isHandedOver ? { available: -quantity } : { available: -quantity, committed: quantity },
      }))
    )
  applyMovements(store, movements, {
    reason: "reservation_created",
    referenceDocumentUri: `gid://shopify/Order/${order.id}`,
  })
}
