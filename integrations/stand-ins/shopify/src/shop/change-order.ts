import { activateLevel, applyMovements, type Movement } from "./levels"
import type { LineRecord, OrderRecord } from "./order-records"
import { isRefusal, refuse, type Refusal } from "./refusal"
import { findOrder } from "./lookup"
import type { Cancellation, Edit } from "./sale"
import type { ShopStore } from "./store"

/** Cancels an order: its units are no longer committed and, unless told otherwise, on sale again. Twice is once. */
export function cancel(
  store: ShopStore,
  { orderId, reason = "CUSTOMER", restock = true }: Cancellation
): OrderRecord | Refusal {
  const order = findOrder(store, orderId)
  if (isRefusal(order) || order.cancelledAt !== null) return order
  if (order.retailLocationId !== null)
    return refuse("too_late", `${order.name} was handed over at the counter and cannot be cancelled`)
  const movements = order.lines.flatMap((line) => release(store, order, line, line.currentQuantity, restock))
  const now = store.clock.now()
  Object.assign(order, { cancelledAt: now, cancelReason: reason, updatedAt: now })
  for (const work of order.fulfillmentOrders) Object.assign(work, { status: "CLOSED", updatedAt: now })
  store.emit({ topic: "ORDERS_CANCELLED", order })
  store.emit({ topic: "ORDERS_UPDATED", order })
  applyMovements(store, movements, {
    reason: "reservation_deleted",
    referenceDocumentUri: `gid://shopify/Order/${order.id}`,
  })
  return order
}

/** Changes an order that is still open: fewer units of an article, or another note. */
export function edit(store: ShopStore, { orderId, sku, quantity, note }: Edit): OrderRecord | Refusal {
  const order = findOrder(store, orderId)
  if (isRefusal(order)) return order
  if (order.cancelledAt !== null) return refuse("too_late", `${order.name} is cancelled`)
  const movements = sku === undefined ? [] : shrink(store, order, sku, quantity)
  if (isRefusal(movements)) return movements
  if (note !== undefined) order.note = note
  order.updatedAt = store.clock.now()
  store.emit({ topic: "ORDERS_UPDATED", order })
  applyMovements(store, movements, {
    reason: "reservation_updated",
    referenceDocumentUri: `gid://shopify/Order/${order.id}`,
  })
  return order
}

function shrink(store: ShopStore, order: OrderRecord, sku: string, quantity: number | undefined): Movement[] | Refusal {
  const line = order.lines.find((candidate) => candidate.sku === sku)
  if (!line) return refuse("unknown", `${order.name} has no line of "${sku}"`)
  if (quantity === undefined || !Number.isInteger(quantity) || quantity < 0 || quantity > line.unfulfilledQuantity)
    return refuse(
      "invalid",
      `\`quantity\` must be a whole number from 0 to the ${line.unfulfilledQuantity} not yet sent`
    )
  order.edited = true
  return release(store, order, line, line.currentQuantity - quantity, true)
}

/** Takes `quantity` units out of the line, from its places last to first, and says what that does to stock. */
function release(
  store: ShopStore,
  order: OrderRecord,
  line: LineRecord,
  quantity: number,
  restock: boolean
): Movement[] {
  line.currentQuantity -= quantity
  line.unfulfilledQuantity -= quantity
  let left = quantity
  const movements: Movement[] = []
  for (const work of [...order.fulfillmentOrders].reverse()) {
    const part = work.lines.find(({ lineId }) => lineId === line.id)
    const taken = Math.min(left, part?.remaining ?? 0)
    if (!part || taken === 0) continue
    left -= taken
    part.remaining -= taken
    part.quantity -= taken
    if (!line.tracked) continue
    const level = activateLevel(store, line.inventoryItemId, work.locationId)
    movements.push({ level, deltas: restock ? { committed: -taken, available: taken } : { committed: -taken } })
  }
  return movements
}
