import type { Capabilities, Connector, Session } from "../connector"
import { commandTypes } from "./commands"
import { toyConfigSchema, type ToyConfig } from "./config"
import { ensureWebhooks } from "./ensure-webhooks"
import { reader } from "./feeds"
import { push } from "./push"
import { usualVariant, type ToyVariant } from "./variant"
import { readWebhook } from "./webhook"

/** The smallest whole connector: read it before writing your own. */
export const toyConnector: Connector<ToyConfig> = toyConnectorFor({})

/** A connector for another kind of toy shop. What it declares must be what the shop keeps. */
export function toyConnectorFor(given: Partial<ToyVariant>): Connector<ToyConfig> {
  const variant = { ...usualVariant, ...given }
  return {
    id: "toy",
    apiVersion: "1",
    configSchema: toyConfigSchema,
    secrets: ["token", "webhookSecret"],
    capabilities: capabilitiesOf(variant),
    open: (config, host): Session => ({
      ...reader(config, host),
      push: (commands) => push(config, host, variant, commands),
      webhook: (request) => Promise.resolve(readWebhook(config, request)),
      ensureWebhooks: (url) => ensureWebhooks(config, host, url),
    }),
  }
}

function capabilitiesOf(variant: ToyVariant): Capabilities {
  const { write, confirm, batch, revisionsPerDay, repeat, capacity, perSecond } = variant
  const stock = { write, locations: "many", zero: "number", confirm, batch } as const
  return {
    feeds: ["listings", "orders", "returns", "stock", "locations"],
    commands: commandTypes,
    stock: revisionsPerDay === null ? stock : { ...stock, revisionsPerDay },
    idempotency: Object.fromEntries(commandTypes.map((type) => [type, repeat])),
    limits: [{ name: "requests", capacity, perSecond, cost: 1 }],
    webhooks: { auth: "hmac", replayable: true },
  }
}
