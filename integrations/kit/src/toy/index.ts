import type { Connection } from "../connector"
import { toyConfigSchema, type ToyConfig } from "./config"
import { toyConnector } from "./connector"

export { toyFetch } from "./api"
export { toyConnector } from "./connector"
export { ToyShop, type ToyArticle, type ToyOrder, type ToyShopOptions } from "./shop"
export type { ToyConfig } from "./config"

/** A connection to a toy shop. Throws on a configuration that cannot work. */
export function toy(options: ToyConfig & Omit<Connection, "connector" | "config">): Connection<ToyConfig> {
  const { id, salesChannel, locations, ...config } = options
  return {
    id,
    salesChannel,
    ...(locations && { locations }),
    connector: toyConnector,
    config: toyConfigSchema.parse(config),
  }
}
