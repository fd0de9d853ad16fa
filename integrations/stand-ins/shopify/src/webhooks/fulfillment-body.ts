import type { FulfillmentOrderRecord, FulfillmentRecord, HoldRecord } from "../shop/fulfillment-records"
import { gid } from "../shop/global-ids"
import type { OrderRecord } from "../shop/order-records"
import { asRestTime } from "../shop/time"
import { lineBody } from "./order-line-body"

type Json = Record<string, unknown>

/** Webhooks of fulfilment orders are written in the way of GraphQL, with global ids. */
export function workBody(topic: string, work: FulfillmentOrderRecord): Json {
  const body: Json = { id: gid("FulfillmentOrder", work.id), status: work.status.toLowerCase() }
  if (topic === "FULFILLMENT_ORDERS_LINE_ITEMS_PREPARED_FOR_PICKUP")
    return { fulfillment_order: { ...body, preparable: true, delivery_method: { method_type: "pickup" } } }
  if (topic === "FULFILLMENT_ORDERS_MOVED")
    return {
      moved_fulfillment_order: { ...body, assigned_location_id: gid("Location", work.locationId) },
      destination_location_id: gid("Location", work.locationId),
    }
  if (topic === "FULFILLMENT_ORDERS_PLACED_ON_HOLD")
    return { fulfillment_order: body, created_fulfillment_hold: work.holds[0] ? oneHold(work.holds[0]) : null }
  return { fulfillment_order: body }
}

export const holdBody = (work: FulfillmentOrderRecord, hold: HoldRecord): Json => ({
  fulfillment_order: { id: gid("FulfillmentOrder", work.id), status: work.status.toLowerCase() },
  fulfillment_hold: oneHold(hold),
})

const oneHold = ({ id, handle, reason }: HoldRecord): Json => ({
  id: gid("FulfillmentHold", id),
  handle,
  reason: reason.toLowerCase(),
})

/** As REST writes it. */
export function fulfillmentBody(order: OrderRecord, fulfillment: FulfillmentRecord): Json {
  const { id, name, status, tracking, locationId, createdAt, updatedAt } = fulfillment
  const numbers = tracking.flatMap(({ number }) => number ?? [])
  const urls = tracking.flatMap(({ url }) => url ?? [])
  return {
    id,
    admin_graphql_api_id: gid("Fulfillment", id),
    order_id: order.id,
    name: name.replace("-F", "."),
    status: status.toLowerCase(),
    service: "manual",
    shipment_status: null,
    location_id: locationId,
    tracking_company: tracking[0]?.company ?? null,
    tracking_number: numbers[0] ?? null,
    tracking_numbers: numbers,
    tracking_url: urls[0] ?? null,
    tracking_urls: urls,
    email: order.email,
    line_items: fulfillment.lines.flatMap(({ lineId, quantity }) => {
      const line = order.lines.find((one) => one.id === lineId)
      return line ? [{ ...lineBody(order, line), quantity }] : []
    }),
    created_at: asRestTime(createdAt),
    updated_at: asRestTime(updatedAt),
  }
}
