import { Rejected, type Connector, type Feed, type Page, type RecordOf, type Session } from "@anyshelf/connector-kit"
import { capabilities } from "./capabilities"
import { shopifyClient, type Call } from "./client"
import { API_VERSION, shopifyConfigSchema, type ShopifyConfig } from "./config"
import { getListing, pullListings } from "./listings"
import { getLocation, pullLocations } from "./locations"
import { getOrder, pullOrders } from "./orders"
import { installation } from "./install/install"
import { push } from "./push/push"
import { Reasons } from "./push/return-reasons"
import { getStock, pullStock } from "./stock"
import { getReturn, pullReturns } from "./returns"
import { ensureWebhooks } from "./webhooks/ensure-webhooks"
import { readWebhook } from "./webhooks/read-webhook"

interface Reader<F extends Feed> {
  pull(call: Call, cursor: string | null): Promise<Page<F>>
  get(call: Call, ref: string): Promise<RecordOf<F> | null>
}

const readers: { readonly [F in Feed]: Reader<F> } = {
  listings: { pull: pullListings, get: getListing },
  locations: { pull: pullLocations, get: getLocation },
  orders: { pull: pullOrders, get: getOrder },
  returns: { pull: pullReturns, get: getReturn },
  stock: { pull: pullStock, get: getStock },
}

/** Connects a Shopify shop through its Admin API. */
export const shopifyConnector: Connector<ShopifyConfig> = {
  id: "shopify",
  apiVersion: API_VERSION,
  configSchema: shopifyConfigSchema,
  secrets: ["accessToken", "webhookSecret", "clientSecret"],
  capabilities,
  open(config, host): Session {
    const call = shopifyClient(config, host)
    const shop = { call, config, reasons: new Reasons() }
    return {
      pull: async (feed, cursor) => readerOf(feed).pull(call, cursor),
      get: async (feed, ref) => readerOf(feed).get(call, ref),
      push: (commands) => push(shop, commands),
      webhook: (request) => Promise.resolve(readWebhook(config, request)),
      ensureWebhooks: (url) => ensureWebhooks(call, url),
    }
  },
  install: installation,
}

function readerOf<F extends Feed>(feed: F): Reader<F> {
  const reader: Reader<F> | undefined = readers[feed]
  if (!reader) throw new Rejected(`The Shopify connector has no ${feed}.`, "unsupported-feed")
  return reader
}
