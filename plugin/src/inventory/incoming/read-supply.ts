import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/knex"
import { uncovered } from "../../domain/availability"
import type { FuturePromise, Supply, SupplyQuery, SupplyReading } from "../contract"
import { refuseMoreThan } from "../limits"
import { readClock, readOpenSupply, readPromised, type PromisedRow, type SupplyRow } from "../queries/incoming"

/** What is on its way, and what is promised of it. Throws INVALID_DATA above 1,000 items or 1,000 locations. */
export async function readSupply(manager: SqlEntityManager, query: SupplyQuery): Promise<SupplyReading> {
  refuseMoreThan(1000, "inventory items", query.inventoryItemIds.length)
  refuseMoreThan(1000, "locations", query.locationIds?.length ?? 0)
  const locations = query.locationIds ?? null
  const asOf = await readClock(manager)
  const supplies = await readOpenSupply(manager, query.inventoryItemIds, locations)
  const promised = await readPromised(manager, query.inventoryItemIds, locations)
  return { asOf, supplies: supplies.map(toSupply), promises: toPromises(asOf, supplies, promised) }
}

/** Promises of the pairs of `supplies` and `promised`, each with whether it is covered. */
export function toPromises(
  now: Date,
  supplies: readonly SupplyRow[],
  promised: readonly PromisedRow[]
): FuturePromise[] {
  const endangered = new Set<string>()
  for (const pair of new Set(promised.map(pairOf))) {
    const facts = {
      now,
      expected: supplies.filter((row) => pairOf(row) === pair).map(dated),
      promised: promised.filter((row) => pairOf(row) === pair).map(asPromised),
    }
    for (const { id } of uncovered(facts)) endangered.add(id)
  }
  return promised.map((row) => ({
    id: row.id,
    lineItemId: row.line_item_id,
    inventoryItemId: row.item,
    locationId: row.location,
    quantity: Number(row.quantity),
    promisedFor: row.promised_for,
    isCovered: !endangered.has(row.id),
  }))
}

/** Supply as the judgement takes it. */
export const dated = (row: SupplyRow) => ({ at: row.expected_at, quantity: Number(row.quantity) })

/** A promise as the judgement takes it. */
export const asPromised = (row: PromisedRow) => ({ id: row.id, at: row.promised_for, quantity: Number(row.quantity) })

const pairOf = ({ item, location }: { item: string; location: string }) => JSON.stringify([item, location])

const toSupply = (row: SupplyRow): Supply => ({
  id: row.id,
  inventoryItemId: row.item,
  locationId: row.location,
  quantity: Number(row.quantity),
  expectedAt: row.expected_at,
  sourceId: row.source_id,
  state: row.cancelled_at ? "cancelled" : row.received_at ? "received" : "expected",
  receivedQuantity: row.received_quantity === null ? null : Number(row.received_quantity),
})
