import { shopify } from "@anyshelf/shopify"
import { setting } from "./settings"

/** The Medusa sales channel that the Shopify shop sells for. */
export const shopifyChannel = "Shopify"
/** The id under which the shop's records and webhooks are kept. */
export const shopifyConnection = "shopify"
/** The shop's permanent domain, which its webhooks carry. */
export const shopDomain = "anyshelf-demo.myshopify.com"

/** Shopify's places, and which of ours stand behind each. One of theirs may show what several of ours can promise together. */
export const shopifyPlaces = {
  Warehouse: ["Venlo warehouse"],
  "Flagship store": ["Copenhagen", "Berlin", "Paris", "New York", "San Francisco"],
}

/**
 * The shops on other channels. Read by Medusa, which keeps them in step, and by the connectors' server, which asks them live:
 * one list, so that both mean the same shop.
 */
export function connections() {
  return [
    shopify({
      id: shopifyConnection,
      shop: shopDomain,
      accessToken: setting("SHOPIFY_ACCESS_TOKEN"),
      webhookSecret: setting("SHOPIFY_WEBHOOK_SECRET"),
      salesChannel: shopifyChannel,
      locations: shopifyPlaces,
      baseUrl: setting("SHOPIFY_URL"),
    }),
  ]
}
