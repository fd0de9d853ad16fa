import { join } from "node:path"
import type { BucketOptions } from "./admin/bucket"
import type { BuyerOptions } from "./buyers"
import type { Clock } from "./clock"
import type { FaultSettings } from "./faults"
import type { SwitchableRule } from "./rules/switchable"
import type { ShopSeed } from "./shop/seed"

export interface StandInOptions {
  /** Default 0: any free port. */
  readonly port?: number
  /** Default `anyshelf-demo.myshopify.com`. */
  readonly shop?: string
  /** What a client must send as `X-Shopify-Access-Token`. */
  readonly accessToken: string
  /** The app's client secret, which webhooks are signed with. */
  readonly webhookSecret: string
  /** The app's client id, for installing by OAuth. Default `anyshelf-local`. */
  readonly clientId?: string
  readonly clock?: Clock
  readonly faults?: FaultSettings
  /** What the shop is like when it opens. A state file that exists wins over it. */
  readonly seed?: ShopSeed
  /** What the token may do. Default: what a connector needs that does all that a connector can. */
  readonly scopes?: readonly string[]
  /** Default 2000 points, 100 a second: Shopify's Standard plan. */
  readonly bucket?: Partial<BucketOptions>
  /** Points that one request may cost. Default 1000. */
  readonly requestCostMax?: number
  /** Where the shop is kept over restarts. Without it, it is forgotten. */
  readonly stateFile?: string
  /** How long Shopify takes over what it does by and by, as cancelling an order. Default 200. */
  readonly jobMs?: number
  /** How long a bulk operation takes over 250 objects of its root. Default 5. */
  readonly bulkPageMs?: number
  /** Rules that are not held, to see whether a connector's tests notice. Default none. */
  readonly without?: SwitchableRule | readonly SwitchableRule[]
  /** Buyers who come by themselves. Default none. */
  readonly buyers?: BuyerOptions
}

export const defaultClientId = "anyshelf-local"
export const defaultShop = "anyshelf-demo.myshopify.com"

export const defaultScopes: readonly string[] = [
  "write_products",
  "write_inventory",
  "read_locations",
  "write_orders",
  "read_all_orders",
  "write_fulfillments",
  "read_customers",
  "write_returns",
  "read_publications",
  "write_publications",
  "write_merchant_managed_fulfillment_orders",
  "read_assigned_fulfillment_orders",
]

/**
 * Points a second by Shopify's plans, and a bucket of twenty seconds of them.
 * https://shopify.dev/docs/api/usage/limits
 */
const plans: Readonly<Record<string, number>> = { standard: 100, advanced: 200, plus: 1000, enterprise: 2000 }

/** Reads the options of the command from its environment. Throws a sentence for a person where one is missing or wrong. */
export function optionsFromEnvironment(env: Readonly<Record<string, string | undefined>>): StandInOptions {
  const stateFile = env["STAND_IN_STATE"]
  const perMinute = env["STAND_IN_BUYERS_PER_MINUTE"]
  const shop = env["SHOPIFY_SHOP"]
  const plan = env["STAND_IN_PLAN"]
  const clientId = env["SHOPIFY_CLIENT_ID"]
  return {
    port: wholeNumber(env, "ANYSHELF_STAND_INS_PORT", 4200, 65_535),
    accessToken: required(env, "SHOPIFY_ACCESS_TOKEN", "the token that clients must send"),
    webhookSecret: required(env, "SHOPIFY_WEBHOOK_SECRET", "the secret that webhooks are signed with"),
    ...(shop && { shop }),
    ...(clientId && { clientId }),
    ...(plan && { bucket: bucketOf(plan) }),
    ...(stateFile && { stateFile: stateFile.endsWith("/") ? join(stateFile, "shopify.json") : stateFile }),
    ...(perMinute && { buyers: { perMinute: wholeNumber(env, "STAND_IN_BUYERS_PER_MINUTE", 0, 6000) } }),
  }
}

function bucketOf(plan: string): BucketOptions {
  const restoreRate = plans[plan.toLowerCase()]
  if (restoreRate) return { capacity: 20 * restoreRate, restoreRate }
  throw new Error(`STAND_IN_PLAN is "${plan}". It must be one of ${Object.keys(plans).join(", ")}.`)
}

function required(env: Readonly<Record<string, string | undefined>>, name: string, what: string): string {
  const value = env[name]
  if (value) return value
  throw new Error(`${name} is not set. Set it to ${what}, for example: ${name}=any-text-for-local-use`)
}

function wholeNumber(
  env: Readonly<Record<string, string | undefined>>,
  name: string,
  otherwise: number,
  max: number
): number {
  const text = env[name]
  if (!text) return otherwise
  const value = Number(text)
  if (Number.isInteger(value) && value >= 0 && value <= max) return value
  throw new Error(`${name} is "${text}". It must be a whole number from 0 to ${max}.`)
}
