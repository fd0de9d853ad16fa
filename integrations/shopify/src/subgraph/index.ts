import { createHost, type Connection, type Log } from "@anyshelf/connector-kit"
import type { Identity, SubgraphModule } from "@anyshelf/connector-kit/subgraph"
import DataLoader from "dataloader"
import { capabilities } from "../capabilities"
import { shopifyClient } from "../client"
import { shopifyConfigSchema } from "../config"
import { typeDefs } from "../generated/type-defs"
import { isGid, type GidType } from "../gid"
import type { Context, ThingKey } from "./context"
import type { LiveListing, LiveListingKey } from "./live-listing"
import { fetchLive } from "./fetch-live"
import { fetchLiveOrders, type LiveOrder } from "./live-order"
import { LiveThings, type LiveKind } from "./live-things"
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
    context: (identity) => ({ identity, listing: listingLoader(shops), order: orderLoader(shops) }),
  }
}

/** One shop, as far as live answers go: both kinds draw on one share of its rate limit. */
interface LiveShop {
  readonly listings: LiveThings<LiveListing>
  readonly orders: LiveThings<LiveOrder>
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
  const patience = { timeoutMs, cacheMs: Math.min(cacheMs, CACHE_MS_MAX) }
  const of = <Thing>(type: GidType, fetch: LiveKind<Thing>["fetch"]) =>
    new LiveThings<Thing>({ isId: (ref) => isGid(type, ref), fetch, now }, patience)
  return {
    listings: of("ProductVariant", (ids, whole, signal) => fetchLive(source, ids, whole, signal)),
    orders: of("Order", (ids, _whole, signal) => fetchLiveOrders(source, ids, signal)),
  }
}

/** Gathers what one request asks for, shop by shop, so that it takes as few calls as can be. */
function listingLoader(shops: ReadonlyMap<string, LiveShop>): Context["listing"] {
  const loader = new DataLoader<LiveListingKey, LiveListing | null, string>(
    (keys) => findAll(shops, keys, ({ listings }, ids, { withLevels }) => listings.find(ids, withLevels)),
    { cacheKeyFn: ({ connectionId, externalId, withLevels }) => `${connectionId} ${externalId} ${withLevels}` }
  )
  return (key) => loader.load(key)
}

function orderLoader(shops: ReadonlyMap<string, LiveShop>): Context["order"] {
  const loader = new DataLoader<ThingKey, LiveOrder | null, string>(
    (keys) => findAll(shops, keys, ({ orders }, ids) => orders.find(ids, false)),
    { cacheKeyFn: ({ connectionId, externalId }) => `${connectionId} ${externalId}` }
  )
  return (key) => loader.load(key)
}

type Find<Key, Thing> = (shop: LiveShop, ids: readonly string[], key: Key) => readonly Promise<Thing | null>[]

/** Keys that are alike but for their ids are asked for together. */
async function findAll<Key extends ThingKey, Thing>(
  shops: ReadonlyMap<string, LiveShop>,
  keys: readonly Key[],
  find: Find<Key, Thing>
) {
  const answers = new Map<Key, Promise<Thing | null>>()
  for (const alike of groups(keys)) {
    const shop = shops.get(alike[0]!.connectionId)
    const found = shop
      ? find(
          shop,
          alike.map(({ externalId }) => externalId),
          alike[0]!
        )
      : []
    for (const [index, key] of alike.entries()) answers.set(key, found[index] ?? Promise.resolve(null))
  }
  const settled = await Promise.allSettled(keys.map((key) => answers.get(key) ?? null))
  return settled.map((each) => (each.status === "fulfilled" ? each.value : toError(each.reason)))
}

/** Those that are whole come first: their answers serve the others too. */
function groups<Key extends ThingKey>(keys: readonly Key[]): Key[][] {
  const byKind = new Map<string, Key[]>()
  for (const key of keys) {
    const kind = JSON.stringify({ ...key, externalId: "" })
    byKind.set(kind, [...(byKind.get(kind) ?? []), key])
  }
  return [...byKind.values()].sort(([one], [other]) => Number(isWhole(other!)) - Number(isWhole(one!)))
}

const isWhole = (key: ThingKey) => "withLevels" in key && key.withLevels === true

const toError = (reason: unknown): Error => (reason instanceof Error ? reason : new Error(String(reason)))
