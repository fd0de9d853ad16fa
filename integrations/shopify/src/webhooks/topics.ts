import type { WebhookSubscriptionTopic } from "../generated/admin"

/**
 * What is subscribed to, with the fields that a hint needs: a payload is never used, so it is asked to be small. Topics without
 * fields send all of theirs, since Shopify documents none for them.
 */
export const subscribed = {
  ORDERS_CREATE: ["id", "admin_graphql_api_id", "updated_at"],
  ORDERS_UPDATED: ["id", "admin_graphql_api_id", "updated_at"],
  ORDERS_CANCELLED: ["id", "admin_graphql_api_id", "updated_at"],
  ORDERS_EDITED: [],
  REFUNDS_CREATE: ["id", "order_id", "return"],
  FULFILLMENTS_CREATE: ["id", "order_id", "updated_at"],
  FULFILLMENTS_UPDATE: ["id", "order_id", "updated_at"],
  FULFILLMENT_ORDERS_MOVED: [],
  FULFILLMENT_ORDERS_SPLIT: [],
  FULFILLMENT_ORDERS_MERGED: [],
  FULFILLMENT_ORDERS_CANCELLED: [],
  FULFILLMENT_ORDERS_PLACED_ON_HOLD: [],
  FULFILLMENT_ORDERS_HOLD_RELEASED: [],
  FULFILLMENT_ORDERS_ORDER_ROUTING_COMPLETE: [],
  FULFILLMENT_ORDERS_LINE_ITEMS_PREPARED_FOR_PICKUP: [],
  RETURNS_REQUEST: [],
  RETURNS_APPROVE: [],
  RETURNS_DECLINE: [],
  RETURNS_CANCEL: [],
  RETURNS_CLOSE: [],
  RETURNS_REOPEN: [],
  RETURNS_PROCESS: [],
  RETURNS_UPDATE: [],
  REVERSE_FULFILLMENT_ORDERS_DISPOSE: [],
  INVENTORY_LEVELS_UPDATE: ["inventory_item_id", "location_id", "updated_at"],
  INVENTORY_LEVELS_CONNECT: ["inventory_item_id", "location_id", "updated_at"],
  INVENTORY_LEVELS_DISCONNECT: ["inventory_item_id", "location_id"],
  INVENTORY_ITEMS_UPDATE: ["id", "admin_graphql_api_id", "updated_at"],
  PRODUCTS_CREATE: ["id", "updated_at", "variant_gids"],
  PRODUCTS_UPDATE: ["id", "updated_at", "variant_gids"],
  LOCATIONS_CREATE: ["id", "updated_at"],
  LOCATIONS_UPDATE: ["id", "updated_at"],
  LOCATIONS_ACTIVATE: ["id", "updated_at"],
  // A place is switched off before it can be deleted, so its deletion tells nothing new.
  LOCATIONS_DEACTIVATE: ["id", "updated_at"],
  APP_UNINSTALLED: ["id"],
} as const satisfies Partial<Record<WebhookSubscriptionTopic, readonly string[]>>

/** A topic that this connector listens to. */
export type Topic = keyof typeof subscribed

/** The webhooks that are subscribed to. All others are taken and pass without a trace. */
export const topics = Object.keys(subscribed) as readonly Topic[]
