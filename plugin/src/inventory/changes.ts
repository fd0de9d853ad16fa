import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/knex"
import { MedusaError } from "@medusajs/framework/utils"
import type { StockChange } from "./contract"
import { refuseMoreThan } from "./limits"
import { leaseChanges, settleMarks } from "./queries/changes"

const MOST_CHANGES = 1000

/** Claims marked pairs for a time. Throws INVALID_DATA for a limit outside 1 to 1,000, or a lease outside 1 ms to 1 h. */
export async function claimChanges(
  manager: SqlEntityManager,
  request: { owner: string; limit: number; leaseMs: number }
): Promise<StockChange[]> {
  refuseOutside(1, MOST_CHANGES, "limit", request.limit)
  refuseOutside(1, 3_600_000, "leaseMs", request.leaseMs)
  const rows = await leaseChanges(manager, request)
  return rows.map((row) => ({
    inventoryItemId: row.inventory_item_id,
    locationId: row.location_id,
    version: Number(row.version),
    mark: row.mark,
    changedAt: row.changed_at,
  }))
}

/** Settles claimed pairs. Settling late or twice does no harm: only the mark that was claimed is removed. */
export async function settleChanges(manager: SqlEntityManager, changes: readonly StockChange[]): Promise<void> {
  refuseMoreThan(MOST_CHANGES, "changes", changes.length)
  if (changes.length > 0) await settleMarks(manager, changes)
}

function refuseOutside(least: number, most: number, what: string, value: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return
  throw new MedusaError(
    MedusaError.Types.INVALID_DATA,
    `${what} must be a whole number from ${least} to ${most}, but is ${value}.`
  )
}
