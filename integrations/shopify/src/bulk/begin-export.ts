import { Disconnected, Rejected } from "@anyshelf/connector-kit"
import type { Call } from "../client"
import type { BulkFactsFragment } from "../generated/admin"
import type { Operation } from "../operation"
import { recentBulks, startBulk } from "../operations/bulk"

/** An export that was made so lately is taken for the one that was begun and whose answer was lost. */
const FRESH_MS = 15 * 60_000
const RECENT = 10

/**
 * Has Shopify export everything that a query finds, and gives the export's id. Null when Shopify will not: it runs so many exports
 * of an app at a time, and not for every kind of token. Asked twice it takes up the same export.
 */
export async function beginExport(call: Call, { source }: Operation<unknown, unknown>): Promise<string | null> {
  try {
    const recent = await findRecent(call, source)
    if (recent) return recent.id
    const { bulkOperationRunQuery } = await call(startBulk, { query: source })
    return bulkOperationRunQuery?.bulkOperation?.id ?? null
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
