import type { FulfillmentOrderRecord } from "../fulfillment-records"
import type { OrderRecord } from "../order-records"
import { remainingOf } from "./work"

/** What can be done with a fulfilment order as it stands. https://shopify.dev/docs/api/admin-graphql/2026-07/enums/FulfillmentOrderAction */
export function actionsOf(order: OrderRecord, work: FulfillmentOrderRecord): readonly string[] {
  const split = remainingOf(work) > 1 ? ["SPLIT"] : []
  if (work.status === "OPEN")
    return [
      "CREATE_FULFILLMENT",
      "REPORT_PROGRESS",
      "MOVE",
      "HOLD",
      ...split,
      ...(mergeable(order, work).length ? ["MERGE"] : []),
    ]
  if (work.status === "IN_PROGRESS")
    return [
      "CREATE_FULFILLMENT",
      "REPORT_PROGRESS",
      "HOLD",
      ...split,
      ...(work.isReported ? ["MARK_AS_OPEN"] : ["MOVE"]),
    ]
  return work.status === "ON_HOLD" ? ["HOLD", "RELEASE_HOLD", "MOVE"] : []
}

/** The others that this one could be made one with. */
export const mergeable = ({ fulfillmentOrders }: OrderRecord, work: FulfillmentOrderRecord): FulfillmentOrderRecord[] =>
  fulfillmentOrders.filter(
    (other) =>
      other !== work &&
      other.status === "OPEN" &&
      other.locationId === work.locationId &&
      other.deliveryType === work.deliveryType
  )
