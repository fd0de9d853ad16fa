import "@shopify/shopify-api/adapters/node"
import { createHmac } from "node:crypto"
import type { WebhookRequest } from "@anyshelf/connector-kit"
import { ApiVersion, LogSeverity, shopifyApi } from "@shopify/shopify-api"
import { readWebhook } from "./read-webhook"

const config = { shop: "toys.myshopify.com", accessToken: "shpat_x", webhookSecret: "secret-of-the-app" }
const order = { id: 17, admin_graphql_api_id: "gid://shopify/Order/17", updated_at: "2026-11-23T11:00:00+01:00" }

function webhook(topic: string, body: unknown, change: Record<string, string | undefined> = {}): WebhookRequest {
  const rawBody = Buffer.from(typeof body === "string" ? body : JSON.stringify(body))
  const headers = {
    "x-shopify-hmac-sha256": createHmac("sha256", config.webhookSecret).update(rawBody).digest("base64"),
    "x-shopify-topic": topic,
    "x-shopify-shop-domain": config.shop,
    "x-shopify-api-version": "2026-07",
    "x-shopify-webhook-id": "w-1",
    "x-shopify-event-id": "e-1",
    ...change,
  }
  return { rawBody, headers, url: "/" }
}

const hints = (request: WebhookRequest) => {
  const verdict = readWebhook(config, request)
  return verdict.ok ? verdict.hints : verdict.reason
}

const AT = "2026-11-23T10:00:00.000Z"

test.each([
  ["orders/create", order, [{ feed: "orders", ref: "gid://shopify/Order/17", at: AT }]],
  ["orders/delete", { id: 17 }, [{ feed: "orders", ref: "gid://shopify/Order/17" }]],
  ["orders/edited", { order_edit: { id: 3, order_id: 17 } }, [{ feed: "orders", ref: "gid://shopify/Order/17" }]],
  ["orders/updated", { admin_graphql_api_id: "gid://shopify/Customer/1", id: "x" }, []],
  [
    "inventory_levels/update",
    { inventory_item_id: 5, location_id: 6, available: 3, updated_at: order.updated_at },
    [{ feed: "stock", ref: "gid://shopify/InventoryItem/5@gid://shopify/Location/6", at: AT }],
  ],
  ["inventory_levels/update", { inventory_item_id: null }, []],
  ["products/update", { id: 1 }, []],
  [
    "products/update",
    { id: 1, variant_gids: [{ admin_graphql_api_id: "gid://shopify/ProductVariant/4" }] },
    [{ feed: "listings", ref: "gid://shopify/ProductVariant/4" }],
  ],
  ["inventory_items/update", { id: 5 }, [{ feed: "listings", ref: "gid://shopify/InventoryItem/5" }]],
  ["locations/deactivate", { id: 6 }, [{ feed: "locations", ref: "gid://shopify/Location/6" }]],
  ["fulfillments/create", { id: 3, order_id: 17 }, [{ feed: "orders", ref: "gid://shopify/Order/17" }]],
  [
    "refunds/create",
    { id: 3, order_id: 17, return: { id: 9 } },
    [
      { feed: "orders", ref: "gid://shopify/Order/17" },
      { feed: "returns", ref: "gid://shopify/Return/9" },
    ],
  ],
  [
    "returns/approve",
    { id: 9, admin_graphql_api_id: "gid://shopify/Return/9", order: { id: 17 } },
    [
      { feed: "returns", ref: "gid://shopify/Return/9" },
      { feed: "orders", ref: "gid://shopify/Order/17" },
    ],
  ],
  [
    "fulfillment_orders/moved",
    {
      original_fulfillment_order: { id: "gid://shopify/FulfillmentOrder/1" },
      moved_fulfillment_order: { id: "gid://shopify/FulfillmentOrder/2" },
    },
    [{ feed: "orders", ref: "gid://shopify/FulfillmentOrder/1" }],
  ],
  [
    "reverse_fulfillment_orders/dispose",
    [{ reverse_fulfillment_order: { id: "gid://shopify/ReverseFulfillmentOrder/8" } }],
    [{ feed: "returns", ref: "gid://shopify/ReverseFulfillmentOrder/8" }],
  ],
  ["app/uninstalled", { id: 77 }, [{ feed: "locations", ref: "gid://shopify/Location/77" }]],
])("%s %j hints at %j", (topic, body, expected) => {
  expect(hints(webhook(topic, body))).toEqual(expected)
})

test.each([
  [
    "another shop's domain",
    webhook("orders/create", order, { "x-shopify-shop-domain": "other.myshopify.com" }),
    "malformed",
  ],
  ["no topic", webhook("orders/create", order, { "x-shopify-topic": undefined }), "malformed"],
  ["no JSON", webhook("orders/create", "hello"), "malformed"],
  ["a list", webhook("orders/create", "[]"), "malformed"],
  [
    "a signature that is not ASCII",
    webhook("orders/create", order, { "x-shopify-hmac-sha256": "é".repeat(22) }),
    "signature",
  ],
])("%s is refused", (_name, request, reason) => {
  expect(hints(request)).toBe(reason)
})

test("subscriptions that tell of one event share its key; without an event id each webhook has its own", () => {
  const key = (change: Record<string, string | undefined>) => {
    const verdict = readWebhook(config, webhook("orders/create", order, change))
    return verdict.ok && verdict.dedupe
  }
  expect(key({ "x-shopify-webhook-id": "w-2" })).toBe(key({}))
  expect(key({ "x-shopify-event-id": undefined, "x-shopify-webhook-id": "w-2" })).not.toBe(key({}))
  expect(key({ "x-shopify-topic": "orders/updated" })).not.toBe(key({}))
})

const vendor = shopifyApi({
  apiKey: "key",
  apiSecretKey: config.webhookSecret,
  apiVersion: ApiVersion.July26,
  hostName: "example.com",
  isEmbeddedApp: false,
  logger: { level: LogSeverity.Error },
})

test.each([
  ["genuine", webhook("orders/create", order)],
  ["with a name in other letters", webhook("orders/create", { note: "Zoë 😀 ß" })],
  ["altered", { ...webhook("orders/create", order), rawBody: Buffer.from("{}") }],
  ["unsigned", webhook("orders/create", order, { "x-shopify-hmac-sha256": undefined })],
  ["signed short", webhook("orders/create", order, { "x-shopify-hmac-sha256": "AAAA" })],
])("Shopify's own library judges a webhook that is %s as we do", async (_name, request) => {
  const rawRequest = { method: "POST", url: "/", headers: request.headers }
  const theirs = await vendor.webhooks.validate({
    rawBody: Buffer.from(request.rawBody).toString("utf8"),
    rawRequest,
    rawResponse: {},
  })
  expect(readWebhook(config, request).ok).toBe(theirs.valid)
})
