import { Disconnected, Rejected } from "@anyshelf/connector-kit"
import type { Call } from "../client"
import type { BulkFactsFragment } from "../generated/admin"
import type { Operation } from "../operation"
import { recentBulks, startBulk } from "../operations/bulk"

const RECENT = 10

/**
 * Has Shopify export everything that a query finds, and gives the export's id. Null when Shopify will not: it runs so many exports
 * of an app at a time, and not for every kind of token. Asked twice in one reading it takes up the same export: its answer was lost.
 *
 * @param since when this reading began, ISO 8601 in UTC: an export that is older tells what was so before
 */
export async function beginExport(
  call: Call,
  { source }: Operation<unknown, unknown>,
  since: string
): Promise<string | null> {
  try {
    const recent = await findRecent(call, source, since)
    if (recent) return recent.id
    const { bulkOperationRunQuery } = await call(startBulk, { query: source })
    return bulkOperationRunQuery?.bulkOperation?.id ?? null
  } catch (error) {
    // Pages are always there; if it is the token that is wrong, they will say so.
    if (error instanceof Rejected || error instanceof Disconnected) return null
    throw error
  }
}

async function findRecent(call: Call, source: string, since: string): Promise<BulkFactsFragment | undefined> {
  const { nodes } = (await call(recentBulks, { first: RECENT })).bulkOperations
  const wanted = words(source)
  return nodes.find((bulk) => words(bulk.query) === wanted && isUsable(bulk, Date.parse(since)))
}

/** Shopify tells whole seconds. */
const isUsable = ({ status, createdAt }: BulkFactsFragment, since: number) =>
  (status === "CREATED" || status === "RUNNING" || status === "COMPLETED") &&
  Date.parse(createdAt) >= Math.floor(since / 1_000) * 1_000

const words = (text: string) => text.split(/\s+/).filter(Boolean).join(" ")
