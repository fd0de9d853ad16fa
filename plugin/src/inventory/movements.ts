import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/knex"
import { MedusaError } from "@medusajs/framework/utils"
import { refuseSearch } from "../domain/ledger"
import type { ListedMovement, MovementPage, MovementPart, StockMovement } from "./contract"
import { refuseMoreThan } from "./limits"
import { movementPage, movementsAt, type MovementRow, type PartRow } from "./queries/movements"

interface MovementQuery {
  readonly inventoryItemId: string
  readonly locationId?: string
  readonly limit: number
  readonly beforeVersion?: number
}

/** The most movements that one call reads. */
const movementsMax = 1000

/** The ledger, newest first. Throws INVALID_DATA above 1,000 rows, or for a version without its location. */
export async function readMovements(manager: SqlEntityManager, query: MovementQuery): Promise<StockMovement[]> {
  refuseMoreThan(movementsMax, "movements", query.limit)
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
  return (await movementPage(manager, { inventoryItemId, limit })).map(movement)
}

/** A page of the list of all movements, newest first. Throws INVALID_DATA above 1,000 rows, or for a search without end. */
export async function listMovements(manager: SqlEntityManager, page: MovementPage): Promise<ListedMovement[]> {
  refuseMoreThan(movementsMax, "movements", page.limit)
  const refusal = refuseSearch(page, new Date())
  if (refusal) throw new MedusaError(MedusaError.Types.INVALID_DATA, refusal)
  const rows = await movementPage(manager, page)
  return rows.map((row) => ({ ...movement(row), place: { recordedAt: row.recorded_at_us, id: row.id } }))
}

const movement = (row: MovementRow): StockMovement => ({
  id: row.id,
  inventoryItemId: row.inventory_item_id,
  locationId: row.location_id,
  version: Number(row.version),
  kind: row.kind,
  onHandDelta: Number(row.on_hand_delta),
  reservedDelta: Number(row.reserved_delta),
  incomingDelta: Number(row.incoming_delta),
  onHandAfter: Number(row.on_hand_after),
  reservedAfter: Number(row.reserved_after),
  incomingAfter: Number(row.incoming_after),
  cause: row.cause,
  causeId: row.cause_id,
  actor: row.actor,
  correlationId: row.correlation_id,
  reason: row.reason,
  occurredAt: row.occurred_at,
  recordedAt: row.recorded_at,
  parts: (row.parts ?? []).map(part),
})

const part = (row: PartRow): MovementPart => ({
  reservedDelta: Number(row.reserved),
  cause: row.cause,
  causeId: row.causeId ?? null,
  actor: row.actor ?? null,
  correlationId: row.correlationId ?? null,
  reason: row.reason ?? null,
  occurredAt: row.occurredAt ? new Date(row.occurredAt) : null,
})
