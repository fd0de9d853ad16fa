import type { OrderRecord } from "../order-records"

export type OrderReturnStatus = "INSPECTION_COMPLETE" | "IN_PROGRESS" | "NO_RETURN" | "RETURNED" | "RETURN_REQUESTED"

/** Of several returns the most urgent speaks. https://shopify.dev/docs/api/admin-graphql/2026-07/enums/OrderReturnStatus */
export function returnStatusOf({ returns }: OrderRecord): OrderReturnStatus {
  const open = returns.filter(({ status }) => status === "OPEN")
  if (returns.some(({ status }) => status === "REQUESTED")) return "RETURN_REQUESTED"
  if (open.length > 0) {
    const isInspected = open.every(({ lines }) => lines.every(({ processed, quantity }) => processed === quantity))
    return isInspected ? "INSPECTION_COMPLETE" : "IN_PROGRESS"
  }
  return returns.some(({ status }) => status === "CLOSED") ? "RETURNED" : "NO_RETURN"
}
