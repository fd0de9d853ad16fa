import type { Rule } from "./rule"

const webhooks = "integration-tests/webhooks.test.ts"
const sales = "integration-tests/sales.test.ts"
const https = "https://shopify.dev/docs/apps/build/webhooks/subscribe/https"
const practice = "https://shopify.dev/docs/apps/build/webhooks/best-practices"

const rule = (id: string, label: Rule["label"], source: string, test: string, text: string): Rule => ({
  id,
  text,
  source,
  label,
  test,
})

export const saleRules: readonly Rule[] = [
  rule(
    "sale-commits",
    "D",
    "https://shopify.dev/docs/apps/build/orders-fulfillment/inventory-management-apps/manage-quantities-states",
    sales,
    "An online order takes from available and adds to committed; what is on hand stays until it is sent."
  ),
  rule(
    "sale-counter",
    "I",
    "https://help.shopify.com/manual/sell-in-person",
    sales,
    "A sale over the counter takes from available at once and is fulfilled: it has a retailLocation and the method RETAIL."
  ),
  rule(
    "sale-deny",
    "V",
    "description of ProductVariantInventoryPolicy in Shopify's schema",
    sales,
    "A variant with the policy DENY is not sold below zero, whoever asks at once; one with CONTINUE is."
  ),
  rule(
    "cancel-restocks",
    "I",
    "https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/orderCancel",
    sales,
    "Cancelling gives committed units back to available, closes the fulfilment orders and leaves nothing current."
  ),
  rule(
    "edit-current",
    "V",
    "descriptions of LineItem.quantity and currentQuantity in Shopify's schema",
    sales,
    "Removed units leave currentQuantity; quantity keeps what was ordered."
  ),
  rule(
    "hook-signed",
    "D",
    https,
    webhooks,
    "A webhook is signed with HMAC-SHA256 over its bytes with the client secret, in base64, and names topic, shop, version, webhook, event and time."
  ),
  rule(
    "hook-echo",
    "I",
    "no filter on the cause is documented",
    webhooks,
    "A change of stock is told to the app that made it, too."
  ),
  rule(
    "hook-event-id",
    "D",
    practice,
    webhooks,
    "Copies of a webhook share both ids; several subscriptions of a topic share the event id only."
  ),
  rule(
    "hook-retry",
    "D",
    "https://shopify.dev/changelog/updates-to-webhook-retry-mechanism",
    webhooks,
    "What is not answered with 2xx in 5 s is sent 8 times more within some 4 hours, with the first body; then the subscription is removed."
  ),
  rule(
    "hook-taken",
    "T",
    "https://community.shopify.com/t/address-for-this-topic-has-already-been-taken",
    webhooks,
    "A second subscription of one topic to one address is refused."
  ),
  rule(
    "hook-filter",
    "D",
    "https://shopify.dev/docs/apps/build/webhooks/customize/filters",
    webhooks,
    "A filter in search syntax over the body decides what is sent; a path through a list means any of its items."
  ),
  rule(
    "hook-fields",
    "V",
    "description of WebhookSubscriptionInput.includeFields in Shopify's schema",
    webhooks,
    "includeFields leaves only these fields in the body."
  ),
]
