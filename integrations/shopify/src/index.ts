import type { Connection } from "@anyshelf/connector-kit"
import { z } from "zod"
import { shopifyConfigSchema, type ShopifyConfig } from "./config"
import { shopifyConnector } from "./connector"

export { API_VERSION, type ShopifyConfig } from "./config"
export { shopifyConnector } from "./connector"
export { scopes } from "./generated/scopes"
export { shopifySubgraph, type ShopifySubgraph, type ShopifySubgraphOptions } from "./subgraph"
export { topics } from "./webhooks/topics"

/** A shop, and where it belongs with us. */
export type ShopifyOptions = ShopifyConfig &
  Pick<Connection, "id" | "salesChannel" | "locations" | "publishing" | "publicUrl">

/**
 * Connects a Shopify shop: put the answer into the plugin's `connectors`, and into the connectors' server.
 * Throws, with a sentence for each mistake, on options that cannot work.
 */
export function shopify(options: ShopifyOptions): Connection<ShopifyConfig> {
  const { id, salesChannel, locations, publishing, publicUrl, ...rest } = options
  const config = shopifyConfigSchema.safeParse(rest)
  if (!config.success)
    throw new Error(`The options of the Shopify connection "${id}" are wrong.\n${z.prettifyError(config.error)}`)
  return {
    id,
    salesChannel,
    ...(locations && { locations }),
    ...(publishing && { publishing }),
    ...(publicUrl && { publicUrl }),
    connector: shopifyConnector,
    config: config.data,
  }
}
