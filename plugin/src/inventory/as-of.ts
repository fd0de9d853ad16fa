import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/knex"
import { MedusaError } from "@medusajs/framework/utils"
import type {
  StockAsOf,
  StockAsOfQuery,
  StockFiguresAsOf,
  StockHistory,
  StockHistoryPoint,
  StockHistoryQuery,
} from "./contract"
import { refuseMoreThan } from "./limits"
import { historyMovements, historySamples, readAsOf, type AsOfRow, type HistoryRow } from "./queries/as-of"

/** A chart that is wider than this has more points than a screen has columns to show them in. */
const exactMax = 500
const samples = 240

/**
 * Stock as it was at an instant, by the ledger. Throws INVALID_DATA above 1,000 items or 200 locations, or for no instant.
 *
 * What is being written at this very moment may carry an instant that lies a moment back: only what is as old as the longest
 * write under way is settled.
 */
export async function readStockAsOf(manager: SqlEntityManager, query: StockAsOfQuery): Promise<StockAsOf> {
  refuseMoreThan(1000, "inventory items", query.inventoryItemIds.length)
  refuseMoreThan(200, "locations", query.locationIds?.length ?? 0)
  refuseNoInstant("asOf", query.asOf)
  const rows = await readAsOf(manager, query)
  return { asOf: rows[0]!.as_of, stock: rows.filter((row) => row.inventory_item_id !== null).map(figures) }
}

/** How stock of one item at one location went. Throws INVALID_DATA for a span that ends before it begins. */
export async function readStockHistory(manager: SqlEntityManager, query: StockHistoryQuery): Promise<StockHistory> {
  refuseNoInstant("from", query.from)
  refuseNoInstant("to", query.to)
  const pair = { inventoryItemIds: [query.inventoryItemId], locationIds: [query.locationId] }
  const { asOf: to } = await readStockAsOf(manager, { ...pair, asOf: query.to })
  const from = query.from
  if (from > to) throw refused(`from must be before to, and not in the future: it is ${from.toISOString()}.`)
  const span = { ...query, to }
  const moved = await historyMovements(manager, { ...span, limit: exactMax + 1 })
  if (moved.length > exactMax)
    return { from, to, isExact: false, points: (await historySamples(manager, { ...span, samples })).map(point) }
  const { stock } = await readStockAsOf(manager, { ...pair, asOf: from })
  const start = stock.map(({ onHand, reserved }) => ({ at: from, onHand, reserved }))
  return { from, to, isExact: true, points: [...start, ...moved.map(point)] }
}

const figures = (row: AsOfRow): StockFiguresAsOf => ({
  inventoryItemId: row.inventory_item_id!,
  locationId: row.location_id,
  onHand: Number(row.on_hand),
  reserved: Number(row.reserved),
  incoming: Number(row.incoming),
  version: Number(row.version),
  changedAt: row.changed_at,
})

const point = (row: HistoryRow): StockHistoryPoint => ({
  at: row.at,
  onHand: Number(row.on_hand),
  reserved: Number(row.reserved),
})

function refuseNoInstant(name: string, instant: unknown): void {
  if (instant instanceof Date && !Number.isNaN(instant.getTime())) return
  throw refused(`${name} must be a valid Date.`)
}

const refused = (sentence: string) => new MedusaError(MedusaError.Types.INVALID_DATA, sentence)
