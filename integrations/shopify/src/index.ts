import type { Connection } from "@anyshelf/connector-kit"
import { z } from "zod"
import { shopifyConfigSchema, type ShopifyConfig } from "./config"
import { shopifyConnector } from "./connector"

export { scopes, topics } from "./capabilities"
export { API_VERSION, type ShopifyConfig } from "./config"
export { shopifyConnector } from "./connector"
export { shopifySubgraph, type ShopifySubgraph, type ShopifySubgraphOptions } from "./subgraph"

/** A shop, and where it belongs with us. */
export type ShopifyOptions = ShopifyConfig & Pick<Connection, "id" | "salesChannel" | "locations">

/**
 * Connects a Shopify shop: put the answer into the plugin's `connectors`, and into the connectors' server.
 * Throws, with a sentence for each mistake, on options that cannot work.
 */
export function shopify({ id, salesChannel, locations, ...rest }: ShopifyOptions): Connection<ShopifyConfig> {
  const config = shopifyConfigSchema.safeParse(rest)
  if (!config.success)
    throw new Error(`The options of the Shopify connection "${id}" are wrong.\n${z.prettifyError(config.error)}`)
  return { id, salesChannel, ...(locations && { locations }), connector: shopifyConnector, config: config.data }
}
