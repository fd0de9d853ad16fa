import { gid } from "../shop/global-ids"
import type { ShopEvent } from "../shop/events"
import type { ShopStore } from "../shop/store"
import { itemBody, levelBody, locationBody, productBody } from "./catalog-body"
import { fulfillmentBody, holdBody, workBody } from "./fulfillment-body"
import { orderBody } from "./order-body"
import { dispositionBody, refundBody, returnBody } from "./return-body"
import { shopBody } from "./shop-body"

type Json = Record<string, unknown>

/** What a webhook says about an event, at the time of the event. */
export function bodyOf(store: ShopStore, event: ShopEvent): Json {
  if ("hold" in event) return holdBody(event.work, event.hold)
  if ("work" in event) return workBody(event.topic, event.work)
  if ("fulfillment" in event) return fulfillmentBody(event.order, event.fulfillment)
  if ("refund" in event) return refundBody(event.order, event.refund)
  if ("returned" in event) return returnBody(event.order, event.returned)
  if ("disposition" in event) return dispositionBody(event.order, event.reverse, event.line, event.disposition)
  if (event.topic === "ORDERS_EDITED") return editBody(event.order.id, event.order.updatedAt)
  if ("order" in event) return orderBody(event.order)
  if ("level" in event) return levelBody(event.level, event.topic === "INVENTORY_LEVELS_DISCONNECT")
  if ("variant" in event) return itemBody(event.variant)
  if ("location" in event) return locationBody(event.location)
  if ("product" in event) return productBody(store, event.product, event.topic === "PRODUCTS_DELETE")
  return "operation" in event
    ? {
        admin_graphql_api_id: gid("BulkOperation", event.operation.id),
        status: event.operation.status.toLowerCase(),
        type: "query",
        error_code: null,
      }
    : shopBody(store)
}

/** Of an edit Shopify sends no order, only which one it was. */
const editBody = (id: number, at: number): Json => ({
  order_edit: { id, app_id: null, created_at: new Date(at).toISOString(), notify_customer: false, order_id: id },
})
