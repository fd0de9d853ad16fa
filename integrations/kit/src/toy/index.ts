import type { Connection } from "../connector"
import { toyConfigSchema, type ToyConfig } from "./config"
import { toyConnector, toyConnectorFor } from "./connector"
import type { ToyVariant } from "./variant"

export { toyFetch, type ToyFetchOptions } from "./api"
export { startToyServer, type ToyServer, type ToyServerOptions } from "./api/server"
export { toyConnector, toyConnectorFor } from "./connector"
export { ToyShop, type ToyEvent, type ToyShopOptions } from "./shop/shop"
export { toyRules, type ToyRule } from "./shop/rules"
export type { ToyAction, ToyAnswer } from "./shop/act"
export type { ToyOutcome, ToyWrite } from "./shop/shelf"
export type { ToySale, ToySaleLine } from "./shop/sale"
export type * from "./shop/model"
export type { ToyConfig } from "./config"
export type { ToyVariant } from "./variant"

/** How to connect to a toy shop. */
export interface ToyOptions extends ToyConfig, Omit<Connection, "connector" | "config"> {
  /** What kind of shop it is; as its own `variant`. */
  readonly variant?: Partial<ToyVariant>
}

/** A connection to a toy shop. Throws on a configuration that cannot work. */
export function toy({ url, token, webhookSecret, variant, ...connection }: ToyOptions): Connection<ToyConfig> {
  return {
    ...connection,
    connector: variant ? toyConnectorFor(variant) : toyConnector,
    config: toyConfigSchema.parse({ url, token, webhookSecret }),
  }
}
