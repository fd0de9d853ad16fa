import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/knex"
import { run } from "./run"

/** A row of the ledger; numerics and bigints arrive as text. */
export interface MovementRow {
  readonly id: string
  readonly inventory_item_id: string
  readonly location_id: string
  readonly version: string
  readonly kind: string
  readonly on_hand_delta: string
  readonly reserved_delta: string
  readonly on_hand_after: string
  readonly reserved_after: string
  readonly cause: string
  readonly cause_id: string | null
  readonly actor: string | null
  readonly correlation_id: string | null
  readonly reason: string | null
  readonly occurred_at: Date
  readonly recorded_at: Date
}

const columns = `id, inventory_item_id, location_id, version, kind, on_hand_delta, reserved_delta, on_hand_after,
  reserved_after, cause, cause_id, actor, correlation_id, reason, occurred_at, recorded_at`

/** The ledger of an item at one location, newest first, older than a version. */
export async function movementsAt(
  manager: SqlEntityManager,
  query: { inventoryItemId: string; locationId: string; limit: number; beforeVersion: number | null }
): Promise<MovementRow[]> {
  return run<MovementRow>(
    manager,
    `select ${columns} from anyshelf_stock_movement
     where inventory_item_id = ? and location_id = ? and (?::bigint is null or version < ?::bigint)
     order by version desc limit ?`,
    [query.inventoryItemId, query.locationId, query.beforeVersion, query.beforeVersion, query.limit]
  )
}

/** The newest of an item's ledger over all locations. */
export async function movementsOf(
  manager: SqlEntityManager,
  inventoryItemId: string,
  limit: number
): Promise<MovementRow[]> {
  return run<MovementRow>(
    manager,
    `select ${columns} from anyshelf_stock_movement where inventory_item_id = ?
     order by recorded_at desc, location_id, version desc limit ?`,
    [inventoryItemId, limit]
  )
}
