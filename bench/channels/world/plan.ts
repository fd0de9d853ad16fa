import type { Connection } from "@anyshelf/connector-kit"
import { toy } from "@anyshelf/connector-kit/toy"
import { shopify } from "@anyshelf/shopify"

/** A shop that a bench connects: as plain data, since it is told to other processes. */
export interface ShopPlan {
  readonly kind: "shopify" | "toy"
  readonly id: string
  /** Where it answers on this machine. */
  readonly url: string
  /** For a toy shop: how many requests it allows, of one write each. */
  readonly perSecond?: number
}

/** What a Medusa of a bench is to be. */
export interface MedusaPlan {
  readonly mode: "server" | "worker" | "shared"
  readonly shops: readonly ShopPlan[]
}

/** What the shops and we share in benches. */
export const secrets = { token: "a token for benches", webhookSecret: "a webhook secret for benches" }
export const shopDomain = "anyshelf-bench.myshopify.com"
/** The one place of every shop, by its name here and there. */
export const placeName = "Warehouse"
export const salesChannelName = "Web"

const variable = "ANYSHELF_BENCH_PLAN"

/** The plan as a part of a process's environment. */
export const planEnvironment = (plan: MedusaPlan): NodeJS.ProcessEnv => ({ [variable]: JSON.stringify(plan) })

/** The plan that this process was given. */
export function readPlan(): { connections: Connection[]; allowed: string[]; mode: MedusaPlan["mode"] } {
  const { mode, shops } = JSON.parse(process.env[variable] ?? "") as MedusaPlan
  return { mode, connections: shops.map(connectionOf), allowed: shops.map(({ url }) => new URL(url).host) }
}

function connectionOf({ kind, id, url, perSecond = 20 }: ShopPlan): Connection {
  const sold = { id, salesChannel: salesChannelName, locations: { [placeName]: [placeName] } }
  if (kind === "toy") return toy({ ...sold, ...secrets, url, variant: toyVariant(perSecond) })
  const { token: accessToken, webhookSecret } = secrets
  return shopify({ ...sold, shop: shopDomain, accessToken, webhookSecret, baseUrl: url })
}

/** The kind of shop whose rate matters most: one number in a request, and one second of requests in advance. */
export const toyVariant = (perSecond: number) => ({ batch: 1, capacity: perSecond, perSecond })
