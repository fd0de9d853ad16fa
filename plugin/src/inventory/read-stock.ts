import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/knex"
import type { StockFigures, StockQuery, StockReading } from "./contract"
import { refuseMoreThan } from "./limits"
import { readStockRows, type StockRow } from "./queries/stock"

/** Reads the terms of a promise. Throws INVALID_DATA above 1,000 items or 200 locations. */
export async function readStock(manager: SqlEntityManager, query: StockQuery): Promise<StockReading> {
  refuseMoreThan(1000, "inventory items", query.inventoryItemIds.length)
  refuseMoreThan(200, "locations", query.locationIds?.length ?? 0)
  const rows = await readStockRows(manager, query)
  return { asOf: rows[0]!.as_of, stock: rows.filter((row) => row.inventory_item_id !== null).map(figures) }
}

const figures = (row: StockRow): StockFigures => ({
  inventoryItemId: row.inventory_item_id!,
  sku: row.sku,
  locationId: row.location_id,
  onHand: Number(row.on_hand),
  reserved: Number(row.reserved),
  held: Number(row.held),
  unrouted: Number(row.unrouted),
  safetyStock: Number(row.safety_stock),
  version: Number(row.version),
  updatedAt: row.updated_at,
})
