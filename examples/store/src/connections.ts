import type { Connection } from "@anyshelf/connector-kit"
import { shopify } from "@anyshelf/shopify"
import { setting } from "./settings"

/** The Medusa sales channel that the Shopify shop sells for. */
export const shopifyChannel = "Shopify"
/** The id under which the shop's records and webhooks are kept. */
export const shopifyConnection = "shopify"
/** The shop's permanent domain, which its webhooks carry. */
export const shopDomain = "anyshelf-demo.myshopify.com"

/**
 * The shops on other channels. Read by Medusa, which keeps them in step, and by the connectors' server, which asks them live:
 * one list, so that both mean the same shop.
 */
export function connections(): Connection[] {
  return [
    shopify({
      id: shopifyConnection,
      shop: shopDomain,
      accessToken: setting("SHOPIFY_ACCESS_TOKEN"),
      webhookSecret: setting("SHOPIFY_WEBHOOK_SECRET"),
      salesChannel: shopifyChannel,
      baseUrl: setting("SHOPIFY_URL"),
    }),
  ]
}
