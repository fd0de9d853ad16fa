import { fulfillmentStatus } from "../../shop/fulfillment/order-status"
import type { OrderRecord } from "../../shop/order-records"
import { currentTotals, originalTotals } from "../../shop/totals"
import { financialStatus } from "../../shop/payment"
import { returnStatusOf } from "../../shop/returns/return-status"
import type { SortValue } from "../connection"
import { anyText, flag, notSorted, number, text, time, type Matcher, type Matchers } from "../search-fields"

/** `open` is what is left when an order is neither closed nor cancelled. */
const status: Matcher<OrderRecord> = (order, { value }) => {
  const isCancelled = order.cancelledAt !== null
  const wanted = value.toLowerCase()
  if (wanted === "any") return true
  const isClosed = order.closedAt !== null
  if (wanted === "cancelled") return isCancelled
  if (wanted === "closed") return isClosed
  return (wanted === "open" || wanted === "not_closed") && !isCancelled && !isClosed
}

/** How searches spell delivery methods. */
const deliveryWords: Readonly<Record<string, string>> = {
  PICK_UP: "pick-up",
  LOCAL: "local",
  SHIPPING: "shipping",
  RETAIL: "retail",
}

/** `shipped` and `unshipped` are older words for the same. */
function fulfillmentWords(order: OrderRecord): string[] {
  const word = fulfillmentStatus(order).toLowerCase()
  if (word === "fulfilled") return ["fulfilled", "shipped"]
  return word === "partially_fulfilled" ? ["partial"] : [word, "unfulfilled", "unshipped"]
}

const matchers: Matchers<OrderRecord> = {
  id: number((order) => order.id),
  name: text((order) => order.name),
  email: text((order) => order.email),
  customer_id: number((order) => order.customer?.id ?? 0),
  created_at: time((order) => order.createdAt),
  processed_at: time((order) => order.createdAt),
  updated_at: time((order) => order.updatedAt),
  source_name: text((order) => order.sourceName),
  test: flag((order) => order.test),
  location_id: number((order) => order.retailLocationId ?? 0),
  fulfillment_location_id: (order, term) =>
    order.fulfillmentOrders.some((work) => number<number>((id) => id)(work.locationId, term)),
  delivery_method: (order, term) =>
    order.fulfillmentOrders.some((work) =>
      text<string>((method) => deliveryWords[method] ?? method)(work.deliveryType, term)
    ),
  financial_status: text(financialStatus),
  fulfillment_status: (order, term) => fulfillmentWords(order).some((word) => text<string>((one) => one)(word, term)),
  return_status: text(returnStatusOf),
  risk_level: text((order) => order.risk.level),
  discount_code: (order, term) =>
    order.discounts.some((discount) =>
      text<string | null>((code) => code)(discount.kind === "code" ? discount.title : null, term)
    ),
  sku: (order, term) => order.lines.some((line) => text<string | null>((sku) => sku)(line.sku, term)),
  status,
}

/** What `orders(query:)` can ask for. */
export const orderSearch = {
  list: "orders",
  matchers,
  plain: anyText((order: OrderRecord) => [order.name, order.email, order.customer?.lastName ?? null]),
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
