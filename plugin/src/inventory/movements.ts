import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/knex"
import { MedusaError } from "@medusajs/framework/utils"
import type { StockMovement } from "./contract"
import { refuseMoreThan } from "./limits"
import { movementsAt, movementsOf, type MovementRow } from "./queries/movements"

interface MovementQuery {
  readonly inventoryItemId: string
  readonly locationId?: string
  readonly limit: number
  readonly beforeVersion?: number
}

/** The ledger, newest first. Throws INVALID_DATA above 1,000 rows, or for a version without its location. */
export async function readMovements(manager: SqlEntityManager, query: MovementQuery): Promise<StockMovement[]> {
  refuseMoreThan(1000, "movements", query.limit)
  const { inventoryItemId, locationId, limit, beforeVersion = null } = query
  if (locationId !== undefined) {
    return (await movementsAt(manager, { inventoryItemId, locationId, limit, beforeVersion })).map(movement)
  }
  if (beforeVersion !== null) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      "beforeVersion needs a locationId: versions count the changes at one location."
    )
  }
  return (await movementsOf(manager, inventoryItemId, limit)).map(movement)
}

const movement = (row: MovementRow): StockMovement => ({
  id: row.id,
  inventoryItemId: row.inventory_item_id,
  locationId: row.location_id,
  version: Number(row.version),
  kind: row.kind,
  onHandDelta: Number(row.on_hand_delta),
  reservedDelta: Number(row.reserved_delta),
  onHandAfter: Number(row.on_hand_after),
  reservedAfter: Number(row.reserved_after),
  cause: row.cause,
  causeId: row.cause_id,
  actor: row.actor,
  correlationId: row.correlation_id,
  reason: row.reason,
  occurredAt: row.occurred_at,
  recordedAt: row.recorded_at,
})
