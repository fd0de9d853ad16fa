import { RetryLater, type Result, type StockCommand } from "@anyshelf/connector-kit"
import type { Call } from "../client"
import type { LevelFragment } from "../generated/admin"
import { levelsOfItems } from "../operations/stock"
import { toStock } from "../stock"

/**
 * What became of rows that compared wrong: what the shop shows is read again, one call for each place. A row that shows the
 * wanted number was written before, and its answer was lost: `already`.
 */
export async function readStale(call: Call, rows: readonly StockCommand[]): Promise<Map<StockCommand, Result>> {
  const shown = new Map<string, number>()
  for (const locationId of new Set(rows.map(({ locationRef }) => locationRef))) {
    const itemIds = rows.filter(({ locationRef }) => locationRef === locationId).map(({ stockRef }) => stockRef)
    for (const { stockRef, available } of await readLevels(call, itemIds, locationId)) {
      shown.set(`${stockRef}@${locationId}`, available)
    }
  }
  return new Map(rows.map((row) => [row, toResult(row, shown.get(`${row.stockRef}@${row.locationRef}`))]))
}

/** A conflict is certain without the number, too: a failure to read it must not hide the conflict. */
async function readLevels(call: Call, itemIds: readonly string[], locationId: string) {
  try {
    const { nodes } = await call(levelsOfItems, { itemIds: [...new Set(itemIds)], locationId })
    const levels = nodes.map((node) => (node && "inventoryLevel" in node ? node.inventoryLevel : null))
    return levels.filter((level): level is LevelFragment => Boolean(level)).flatMap((level) => toStock(level) ?? [])
  } catch (error) {
    if (error instanceof RetryLater) return []
    throw error
  }
}

function toResult({ key, quantity }: StockCommand, observed: number | undefined): Result {
  if (observed === undefined) return { key, status: "conflict" }
  return { key, status: observed === quantity ? "already" : "conflict", observed }
}
