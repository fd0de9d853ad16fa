import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/knex"
import type { HeldUnits } from "../contract"
import { refuseMoreThan } from "../limits"
import { readHeld } from "../queries/holds"

/**
 * What owners hold at this moment, and pool-scoped reservations of owners and order lines. At most 1,000 names in all; throws
 * INVALID_DATA beyond.
 */
export async function readHolds(
  manager: SqlEntityManager,
  { owners = [], lineItemIds = [] }: { owners?: readonly string[]; lineItemIds?: readonly string[] }
): Promise<HeldUnits[]> {
  refuseMoreThan(1000, "owners and order lines", owners.length + lineItemIds.length)
  if (owners.length + lineItemIds.length === 0) return []
  const rows = await readHeld(manager, owners, lineItemIds)
  return rows.map((row) => ({
    owner: row.owner,
    inventoryItemId: row.item,
    locationId: row.place,
    quantity: Number(row.quantity),
    pool: row.pool,
    lineItemId: row.line_item_id,
    expiresAt: row.expires_at,
  }))
}
