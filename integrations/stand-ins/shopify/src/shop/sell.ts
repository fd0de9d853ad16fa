import { discountFault, discountsOf } from "./discounts"
import { activateLevel, applyMovements, type Movement } from "./levels"
import { findLocation } from "./lookup"
import { readMoney } from "./money"
import { placeOrder } from "./place-order"
import type { OrderRecord } from "./order-records"
import { isRefusal, refuse, type Refusal } from "./refusal"
import type { Sale } from "./sale"
import { serveLines, type SoldLine } from "./serve-lines"
import type { ShopStore } from "./store"

const ordersMax = 200_000

/**
 * Sells: available goes down, committed goes up, an order exists. All of it or, where something is short, nothing. An
 * article that may not be oversold never goes below zero.
 */
export function sell(store: ShopStore, sale: Sale): OrderRecord | Refusal {
  if (store.orders.size >= ordersMax)
    return refuse("invalid", `the stand-in keeps at most ${ordersMax} orders; POST /control/reset`)
  const lines = serveLines(store, sale.lines ?? [sale], sale.locationId)
  if (isRefusal(lines)) return lines
  const place = sale.locationId === undefined ? null : findLocation(store, sale.locationId)
  if (isRefusal(place)) return place
  if (sale.channel === "pos" && !place) return refuse("invalid", "a sale over the counter needs `locationId`")
  const fault = saleFault(store, sale)
  if (fault) return refuse("invalid", fault)
  const order = placeOrder(store, sale, lines, sale.channel === "pos" ? (place?.id ?? null) : null)
  takeStock(store, lines, order)
  return order
}

function saleFault(store: ShopStore, sale: Sale): string | null {
  const { currency } = store.shop
  for (const discount of discountsOf(sale)) {
    const fault = discountFault(discount, currency)
    if (fault) return fault
    if (discount.target === "line") return "a discount of a line stands beside the line, as `lineDiscount`"
  }
  const amounts = [sale.tip, sale.shippingPrice, ...(sale.fees ?? []).map(({ price }) => price)]
  const wrong = amounts.find((amount) => amount !== undefined && readMoney(amount, currency) === null)
  return wrong === undefined ? null : `"${wrong}" is not an amount in ${currency}`
}

export function takeStock(store: ShopStore, lines: readonly SoldLine[], order: OrderRecord): void {
  if (!store.keeps("sale-commits")) return
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
