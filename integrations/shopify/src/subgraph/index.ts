import { createHost, type Connection, type Log } from "@anyshelf/connector-kit"
import type { Identity, SubgraphModule } from "@anyshelf/connector-kit/subgraph"
import DataLoader from "dataloader"
import { capabilities } from "../capabilities"
import { shopifyClient } from "../client"
import { shopifyConfigSchema } from "../config"
import { typeDefs } from "../generated/type-defs"
import type { Context } from "./context"
import type { LiveListing, LiveListingKey } from "./live-listing"
import { LiveShop } from "./live-shop"
import { resolvers } from "./resolvers"

/** What the live subgraph needs to know. */
export interface ShopifySubgraphOptions {
  /** Those of other connectors are passed over. */
  readonly connections: readonly Connection[]
  /** The part of each shop's rate limit that live answers may use; the rest is left for keeping stock true. @default 0.3 */
  readonly share?: number
  /** How long a shop has to answer. @default 700 */
  readonly timeoutMs?: number
  /** How long an answer is given again, up to 1000. @default 1000 */
  readonly cacheMs?: number
  readonly log?: Log
  /** Reaches the shops; the global `fetch` unless given. */
  readonly fetch?: typeof fetch
  /** Milliseconds since 1970. */
  readonly now?: () => number
}

/** A subgraph, and the context that its resolvers want for each request. */
export interface ShopifySubgraph extends SubgraphModule {
  readonly name: "shopify"
  context(identity: Identity): Context
}

const CACHE_MS_MAX = 1_000
/** What a call for one listing costs; the answer says what it took in fact. */
const COST = 5

/** Shopify's live fields, for a server of subgraphs. Sends nothing until it is asked. */
export function shopifySubgraph(options: ShopifySubgraphOptions): ShopifySubgraph {
  const shops = new Map(
    options.connections
      .filter(({ connector }) => connector.id === "shopify")
      .map((connection) => [connection.id, openShop(connection, options)])
  )
  return {
    name: "shopify",
    typeDefs,
    resolvers: { ...resolvers },
    context: (identity) => ({ identity, listing: listingLoader(shops) }),
  }
}

function openShop({ config: given }: Connection, options: ShopifySubgraphOptions): LiveShop {
  const { share = 0.3, timeoutMs = 700, cacheMs = CACHE_MS_MAX, log, fetch, now = Date.now } = options
  const config = shopifyConfigSchema.parse(given)
  const host = createHost({
    share,
    timeoutMs,
    // Not more than the answer may take: a caller that would wait longer is told so at once.
    waitMsMax: timeoutMs / 2,
    limits: capabilities.limits.map((limit) => ({ ...limit, cost: COST })),
    now,
    ...(log && { log }),
    ...(fetch && { fetch }),
  })
  const source = { call: shopifyClient(config, host), shop: config.shop, now }
  return new LiveShop(source, { timeoutMs, cacheMs: Math.min(cacheMs, CACHE_MS_MAX) })
}

/** Gathers what one request asks for, shop by shop, so that it takes as few calls as can be. */
function listingLoader(shops: ReadonlyMap<string, LiveShop>): Context["listing"] {
  const loader = new DataLoader<LiveListingKey, LiveListing | null, string>((keys) => findAll(shops, keys), {
    cacheKeyFn: ({ connectionId, externalId, withLevels }) => `${connectionId} ${externalId} ${withLevels}`,
  })
  return (key) => loader.load(key)
}

async function findAll(shops: ReadonlyMap<string, LiveShop>, keys: readonly LiveListingKey[]) {
  const answers = new Map<LiveListingKey, Promise<LiveListing | null>>()
  for (const withLevels of [true, false]) {
    for (const [connectionId, shop] of shops) {
      const wanted = keys.filter((key) => key.connectionId === connectionId && key.withLevels === withLevels)
      const found = shop.find(
        wanted.map(({ externalId }) => externalId),
        withLevels
      )
      for (const [index, key] of wanted.entries()) answers.set(key, found[index] ?? Promise.resolve(null))
    }
  }
  const settled = await Promise.allSettled(keys.map((key) => answers.get(key) ?? null))
  return settled.map((each) => (each.status === "fulfilled" ? each.value : toError(each.reason)))
}

const toError = (reason: unknown): Error => (reason instanceof Error ? reason : new Error(String(reason)))
