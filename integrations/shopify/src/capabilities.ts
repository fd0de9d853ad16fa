import type { Capabilities } from "@anyshelf/connector-kit"
import { BATCH } from "./push/push-stock"

/** What Shopify can do, as the engine plans by it. */
export const capabilities: Capabilities = {
  feeds: ["listings", "orders", "stock", "locations"],
  commands: ["stock"],
  stock: { write: "cas", locations: "many", zero: "number", confirm: "sync", batch: BATCH },
  idempotency: { stock: "vendor-key" },
  // The Standard plan; live answers correct it. https://shopify.dev/docs/api/usage/limits
  limits: [{ name: "points", capacity: 2_000, perSecond: 100, cost: 10 }],
  webhooks: { auth: "hmac", replayable: true },
}

/** The rights that the access token needs, and no more. A test holds them against the schema's own `requiredAccess`. */
export const scopes = [
  "read_products",
  "read_inventory",
  "write_inventory",
  "read_locations",
  "read_orders",
  "read_merchant_managed_fulfillment_orders",
] as const

/** The webhooks to subscribe to; an edit is an update, too. All others are taken and pass without a trace. */
export const topics = ["ORDERS_CREATE", "ORDERS_UPDATED", "ORDERS_CANCELLED", "INVENTORY_LEVELS_UPDATE"] as const
