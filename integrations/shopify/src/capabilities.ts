import type { Capabilities } from "@anyshelf/connector-kit"
import { BATCH } from "./push/push-stock"

/** What Shopify can do, as the engine plans by it. */
export const capabilities: Capabilities = {
  feeds: ["listings", "orders", "returns", "stock", "locations"],
  commands: [
    "stock",
    "fulfil",
    "track",
    "unfulfil",
    "prepared",
    "collected",
    "cancel",
    "hold",
    "release",
    "move",
    "return",
    "receive",
    "refund",
    "list",
    "unlist",
  ],
  stock: { write: "cas", locations: "many", zero: "number", confirm: "sync", batch: BATCH },
  // Only stock and refunds take a key: https://shopify.dev/docs/api/usage/idempotent-requests
  idempotency: {
    stock: "vendor-key",
    refund: "vendor-key",
    fulfil: "look-first",
    track: "look-first",
    unfulfil: "look-first",
    prepared: "look-first",
    collected: "look-first",
    cancel: "look-first",
    hold: "look-first",
    release: "look-first",
    move: "look-first",
    return: "look-first",
    receive: "look-first",
    list: "look-first",
    unlist: "look-first",
  },
  // The Standard plan; live answers correct it. https://shopify.dev/docs/api/usage/limits
  limits: [{ name: "points", capacity: 2_000, perSecond: 100, cost: 10, costMax: 1_000 }],
  webhooks: { auth: "hmac", replayable: true },
}
