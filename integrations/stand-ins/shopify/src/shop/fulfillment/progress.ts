import { faulty, type Faulty } from "../fault"
import { idOf } from "../global-ids"
import type { ShopStore } from "../store"
import { findWork, settleOrder, settleWork, type OwnedWork } from "./work"

/**
 * The units of these fulfilment orders lie ready; the customer is written to. What lies ready already cannot be laid
 * ready again. https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/fulfillmentOrderLineItemsPreparedForPickup
 */
export function prepare(store: ShopStore, workIds: readonly string[]): readonly OwnedWork[] | Faulty {
  const works: OwnedWork[] = []
  for (const [index, id] of workIds.entries()) {
    const at = ["input", "lineItemsByFulfillmentOrder", String(index), "fulfillmentOrderId"]
    const owned = findWork(store, idOf("FulfillmentOrder", id))
    if (!owned || owned.work.deliveryType !== "PICK_UP")
      return faulty(at, "Invalid fulfillment order ID provided.", "FULFILLMENT_ORDER_INVALID")
    const isOpen = owned.work.status === "OPEN" || owned.work.status === "IN_PROGRESS"
    const isLeft = owned.work.lines.some(({ remaining, prepared }) => remaining > prepared)
    if (!isOpen || (store.keeps("prepared-once") && !isLeft))
      return faulty(
        at,
        "The fulfillment order does not have any line items that can be prepared.",
        "NO_LINE_ITEMS_TO_PREPARE_FOR_FULFILLMENT_ORDER"
      )
    works.push(owned)
  }
  works.forEach(({ order, work }) => {
    work.lines.forEach((line) => (line.prepared = line.remaining))
    settleWork(store, work)
    store.mail(order, "ready-for-pickup")
    store.emit({ topic: "FULFILLMENT_ORDERS_LINE_ITEMS_PREPARED_FOR_PICKUP", order, work })
    settleOrder(store, order)
  })
  return works
}

/** Somebody is at work on it. https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/fulfillmentOrderReportProgress */
export function reportProgress(store: ShopStore, id: string, isReported: boolean): OwnedWork | Faulty {
  const owned = findWork(store, idOf("FulfillmentOrder", id))
  if (!owned) return faulty(["id"], "Fulfillment order does not exist.")
  const { order, work } = owned
  if (work.status !== "OPEN" && work.status !== "IN_PROGRESS")
    return faulty(["id"], `The fulfillment order is ${work.status.toLowerCase()}.`)
  work.isReported = isReported
  settleWork(store, work)
  if (isReported) store.emit({ topic: "FULFILLMENT_ORDERS_PROGRESS_REPORTED", order, work })
  settleOrder(store, order)
  return owned
}
