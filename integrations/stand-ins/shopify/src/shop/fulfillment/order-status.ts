import type { OrderRecord } from "../order-records"

export type OrderFulfillmentStatus =
  "FULFILLED" | "IN_PROGRESS" | "ON_HOLD" | "PARTIALLY_FULFILLED" | "SCHEDULED" | "UNFULFILLED"

/** https://shopify.dev/docs/api/admin-graphql/2026-07/enums/OrderDisplayFulfillmentStatus */
export function fulfillmentStatus(order: OrderRecord): OrderFulfillmentStatus {
  const left = order.lines.reduce((sum, line) => sum + line.unfulfilledQuantity, 0)
  const isSent = order.fulfillments.some(({ status }) => status === "SUCCESS")
  if (left === 0) return order.cancelledAt === null && isSent ? "FULFILLED" : "UNFULFILLED"
  if (isSent) return "PARTIALLY_FULFILLED"
  const open = order.fulfillmentOrders.filter(({ status }) => status !== "CLOSED" && status !== "CANCELLED")
  for (const status of ["ON_HOLD", "IN_PROGRESS", "SCHEDULED"] as const)
    if (open.length > 0 && open.every((work) => work.status === status)) return status
  return "UNFULFILLED"
}
