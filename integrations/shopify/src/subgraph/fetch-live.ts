import { RetryLater } from "@anyshelf/connector-kit"
import type { Call } from "../client"
import type { ShopifyLevel } from "../generated/resolvers"
import { levelsOfVariant, liveListings } from "../operations/live"
import { toLiveListing, toShopifyLevels, type LiveListing, type LiveVariant } from "./live-listing"

/** A variant costs 3 points and each of its levels 3 more, of the 1000 that one call may cost. */
const BATCH = 100
const BATCH_WITH_LEVELS = 25
const LEVELS = 10
const MORE_LEVELS = 100
const LEVEL_PAGES_MAX = 10

/** How to ask one shop, and until when. */
export interface LiveSource {
  readonly call: Call
  readonly shop: string
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** What the shop shows of these variants now, by id; an id that it does not know is absent. All batches go out at once. */
export async function fetchLive(
  source: LiveSource,
  ids: readonly string[],
  withLevels: boolean,
  signal: AbortSignal
): Promise<Map<string, LiveListing>> {
  const size = withLevels ? BATCH_WITH_LEVELS : BATCH
  const batches = Array.from({ length: Math.ceil(ids.length / size) }, (_, at) => ids.slice(at * size, (at + 1) * size))
  const answers = await Promise.all(batches.map((batch) => fetchBatch(source, batch, withLevels, signal)))
  return new Map(answers.flat())
}

async function fetchBatch(source: LiveSource, ids: readonly string[], withLevels: boolean, signal: AbortSignal) {
  const asOf = new Date(source.now()).toISOString()
  const { nodes } = await source.call(liveListings, { ids, withLevels, levels: LEVELS }, { signal })
  const variants = nodes.filter((node): node is LiveVariant => node !== null && "product" in node)
  return Promise.all(
    variants.map(async (variant) => {
      const levels = withLevels ? await allLevels(source, variant, signal) : null
      return [variant.id, toLiveListing(variant, levels, { shop: source.shop, asOf })] as const
    })
  )
}

/** The levels that came along, and those that did not fit. */
async function allLevels({ call }: LiveSource, variant: LiveVariant, signal: AbortSignal): Promise<ShopifyLevel[]> {
  const first = variant.inventoryItem.inventoryLevels
  if (!first) return []
  const levels = toShopifyLevels(first.nodes)
  let { hasNextPage, endCursor } = first.pageInfo
  for (let page = 0; hasNextPage && page < LEVEL_PAGES_MAX; page += 1) {
    const variables = { itemId: variant.inventoryItem.id, first: MORE_LEVELS, after: endCursor }
    const more = (await call(levelsOfVariant, variables, { signal })).inventoryItem?.inventoryLevels
    if (!more) return levels
    levels.push(...toShopifyLevels(more.nodes))
    ;({ hasNextPage, endCursor } = more.pageInfo)
  }
  if (hasNextPage) throw new RetryLater("This article is stocked at more locations than can be shown.")
  return levels
}
