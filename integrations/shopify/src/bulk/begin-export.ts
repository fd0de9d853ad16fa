import { Disconnected, Rejected } from "@anyshelf/connector-kit"
import type { Call } from "../client"
import type { BulkFactsFragment } from "../generated/admin"
import type { Operation } from "../operation"
import { recentBulks, startBulk } from "../operations/bulk"
import { countListings } from "../operations/listings"

/** From so many variants on, an export is faster than pages: those take some six seconds for 200 at the lowest plan's rate. */
const WORTH_IT = 1_500

/** An export that was made so lately is taken for the one that was begun and whose answer was lost. */
const FRESH_MS = 15 * 60_000
const RECENT = 10

/** An export under way. */
export interface Begun {
  readonly id: string
  /** How many variants the shop said it has. */
  readonly total: number
}

/**
 * Has Shopify export everything that a query finds, when that is worth it. Null when it is not, or when Shopify will not: it runs
 * one export of an app at a time, and not for every kind of token. Asked twice it takes up the same export.
 */
export async function beginExport(call: Call, { source }: Operation<unknown, unknown>): Promise<Begun | null> {
  try {
    const total = (await call(countListings, {})).productVariantsCount?.count ?? 0
    if (total < WORTH_IT) return null
    const bulk =
      (await findRecent(call, source)) ??
      (await call(startBulk, { query: source })).bulkOperationRunQuery?.bulkOperation
    return bulk ? { id: bulk.id, total } : null
  } catch (error) {
    // Pages are always there; if it is the token that is wrong, they will say so.
    if (error instanceof Rejected || error instanceof Disconnected) return null
    throw error
  }
}

async function findRecent(call: Call, source: string): Promise<BulkFactsFragment | undefined> {
  const { nodes } = (await call(recentBulks, { first: RECENT })).bulkOperations
  const wanted = words(source)
  return nodes.find((bulk) => words(bulk.query) === wanted && isUsable(bulk, call.now()))
}

const isUsable = ({ status, createdAt }: BulkFactsFragment, now: number) =>
  (status === "CREATED" || status === "RUNNING" || status === "COMPLETED") && now - Date.parse(createdAt) < FRESH_MS

const words = (text: string) => text.split(/\s+/).filter(Boolean).join(" ")
