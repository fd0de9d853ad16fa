import type { OrderRecord } from "../../shop/order-records"
import { currentTotals, originalTotals } from "../../shop/totals"
import type { SortValue } from "../connection"
import { anyText, flag, notSorted, number, text, time, type Matcher, type Matchers } from "../search-fields"

/** `open` is what is left when an order is neither closed nor cancelled; `any` and `not_closed` are Shopify's own words. */
const status: Matcher<OrderRecord> = (order, { value }) => {
  const isCancelled = order.cancelledAt !== null
  const wanted = value.toLowerCase()
  if (wanted === "any") return true
  if (wanted === "cancelled" || wanted === "closed") return isCancelled
  return (wanted === "open" || wanted === "not_closed") && !isCancelled
}

const matchers: Matchers<OrderRecord> = {
  id: number((order) => order.id),
  name: text((order) => order.name),
  email: text((order) => order.customer.email),
  customer_id: number((order) => order.customer.id),
  created_at: time((order) => order.createdAt),
  processed_at: time((order) => order.createdAt),
  updated_at: time((order) => order.updatedAt),
  source_name: text((order) => order.sourceName),
  test: flag((order) => order.test),
  location_id: number((order) => order.retailLocationId ?? 0),
  fulfillment_location_id: (order, term) =>
    order.fulfillmentOrders.some((work) => number<number>((id) => id)(work.locationId, term)),
  sku: (order, term) => order.lines.some((line) => text<string | null>((sku) => sku)(line.sku, term)),
  status,
}

/** What `orders(query:)` can ask for. */
export const orderSearch = {
  list: "orders",
  matchers,
  plain: anyText((order: OrderRecord) => [order.name, order.customer.email, order.customer.lastName]),
}

export function orderOrder(sortKey: string): (order: OrderRecord) => SortValue {
  const orders: Record<string, (order: OrderRecord) => SortValue> = {
    CREATED_AT: (order) => order.createdAt,
    PROCESSED_AT: (order) => order.createdAt,
    UPDATED_AT: (order) => order.updatedAt,
    ORDER_NUMBER: (order) => order.number,
    TOTAL_PRICE: (order) => originalTotals(order).total,
    CURRENT_TOTAL_PRICE: (order) => currentTotals(order).total,
    ID: (order) => order.id,
  }
  return orders[sortKey] ?? notSorted("orders", sortKey)
}
