import { faulty, type Faulty } from "./fault"
import { release } from "./fulfillment/release"
import { settleOrder } from "./fulfillment/work"
import { findOrder } from "./lookup"
import type { OrderRecord } from "./order-records"
import { paymentOf } from "./payment"
import { isRefusal, refuse, type Refusal } from "./refusal"
import type { Cancellation } from "./sale"
import { noRefund, recordRefund } from "./returns/record-refund"
import type { ShopStore } from "./store"
import { shippingNet } from "./totals"

/** A member of staff cancels an order: its units are no longer committed and, unless told otherwise, on sale again. Twice is once. */
export function cancel(store: ShopStore, cancellation: Cancellation): OrderRecord | Refusal {
  const order = findOrder(store, cancellation.orderId)
  if (isRefusal(order) || (order.cancelledAt !== null && store.keeps("cancel-once"))) return order
  if (order.retailLocationId !== null)
    return refuse("too_late", `${order.name} was handed over at the counter and cannot be cancelled`)
  const fault = cancelFault(store, order, cancellation)?.faults[0]
  if (fault) return refuse("too_late", `${order.name}: ${fault.message}`)
  return carryOut(store, order, cancellation)
}

type How = Omit<Cancellation, "orderId">

/** https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/orderCancel names what stands in the way. */
export function cancelFault(
  store: ShopStore,
  order: OrderRecord,
  { restock = true, staffNote = "" }: How
): Faulty | null {
  if (order.cancelledAt !== null && store.keeps("cancel-once"))
    return faulty(["orderId"], "Order has already been cancelled", "INVALID")
  if (order.fulfillments.some(({ status }) => status === "SUCCESS"))
    return faulty(["orderId"], "Cannot cancel an order that has fulfillments: cancel them first", "INVALID")
  if (order.returns.some(({ status }) => status === "OPEN" || status === "REQUESTED"))
    return faulty(["orderId"], "Cannot cancel an order with a return in progress", "INVALID")
  if (staffNote.length > staffNoteMax)
    return faulty(["staffNote"], `Staff note is too long (maximum is ${staffNoteMax} characters)`, "INVALID")
  const isShut = order.fulfillmentOrders.some(
    ({ locationId, status }) => status !== "CLOSED" && store.locations.get(locationId)?.isActive === false
  )
  const isPaid = paymentOf(order).received > 0
  return restock && isPaid && isShut
    ? faulty(["restock"], "Cannot restock at a location that is deactivated", "INVALID")
    : null
}

const staffNoteMax = 255

export function carryOut(store: ShopStore, order: OrderRecord, how: How): OrderRecord {
  const { reason = "CUSTOMER", restock = true, refund = true, notify = false, staffNote = null } = how
  const now = store.clock.now()
  const open = order.fulfillmentOrders.filter(({ status }) => status !== "CLOSED")
  order.lines.forEach((line) => release(store, order, line, line.unfulfilledQuantity, restock))
  endMoney(store, order, refund, restock)
  order.lines.forEach((line) => (line.currentQuantity = 0))
  Object.assign(order, { cancelledAt: now, cancelReason: reason, staffNote, closedAt: now })
  for (const work of open) {
    Object.assign(work, { status: "CLOSED", updatedAt: now })
    work.holds.splice(0)
    store.emit({ topic: "FULFILLMENT_ORDERS_CANCELLED", order, work })
  }
  if (notify) store.mail(order, "cancelled")
  store.emit({ topic: "ORDERS_CANCELLED", order })
  settleOrder(store, order)
  return order
}

/** What was paid goes back when asked for; what was only held goes back in any case. */
function endMoney(store: ShopStore, order: OrderRecord, refund: boolean, restock: boolean): void {
  const { received, refunded, authorized } = paymentOf(order)
  const createdAt = store.clock.now()
  const parent = order.transactions.find(({ kind }) => kind === "AUTHORIZATION")
  if (parent && authorized > 0) {
    const ends = { id: store.nextId(), gateway: parent.gateway, parentId: parent.id, refundId: null, createdAt }
    order.transactions.push({ ...ends, kind: "VOID", status: "SUCCESS", amount: authorized })
  }
  if (!refund || received - refunded <= 0) return
  const restockType = restock ? ("CANCEL" as const) : ("NO_RESTOCK" as const)
  const units = order.lines
    .filter(({ currentQuantity }) => currentQuantity > 0)
    .map((line) => ({ line, quantity: line.currentQuantity, restockType, locationId: null }))
  const shipping = shippingNet(order) - (order.shipping?.refunded ?? 0)
  recordRefund(store, order, { ...noRefund, units, shipping, amount: received - refunded })
}
