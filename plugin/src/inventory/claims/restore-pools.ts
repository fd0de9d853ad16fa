import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/knex"
import { insufficient } from "../claim"
import { reclaimPools, type ReleasedPool } from "../queries/holds"

/**
 * Claims the units of pool-scoped reservations again. When others have them by now, a direct call is refused with NOT_ALLOWED /
 * INSUFFICIENT_INVENTORY; a workflow's undo cannot be, and takes the first place of the pool below what lies there, where the
 * excess shows.
 */
export async function restorePools(
  manager: SqlEntityManager,
  pools: readonly ReleasedPool[],
  isUndo: boolean
): Promise<void> {
  if (pools.length === 0) return
  const short = await reclaimPools(manager, pools, true)
  if (short.length === 0) return
  if (isUndo) return void (await reclaimPools(manager, pools, false))
  throw insufficient(
    short.map(({ line, wanted = 0, available = 0 }) => ({
      inventoryItemId: pools[line]!.item,
      locationId: pools[line]!.at.join(" or "),
      wanted: Number(wanted),
      available: Number(available),
    }))
  )
}
