import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/knex"
import type { StockQuery } from "../contract"
import { run } from "./run"

/** One level with its terms, or only the clock when there is no level. */
export interface StockRow {
  readonly as_of: Date
  readonly inventory_item_id: string | null
  readonly sku: string | null
  readonly location_id: string
  readonly on_hand: string
  readonly reserved: string
  readonly held: string
  readonly unrouted: string
  readonly safety_stock: string
  readonly version: string
  readonly updated_at: Date | null
}

/** The terms of a promise for items at locations. Always one row at least, so that the clock is known. */
export async function readStockRows(manager: SqlEntityManager, query: StockQuery): Promise<StockRow[]> {
  const items = [...query.inventoryItemIds]
  return run<StockRow>(
    manager,
    `select clock.as_of, stock.* from (select statement_timestamp() as as_of) clock
     left join (
       select t.item as inventory_item_id, item.sku, t.place as location_id, t.on_hand, t.reserved, t.held, t.unrouted,
         t.safety as safety_stock, t.version, t.changed_at as updated_at
       from anyshelf_terms(?::text[], ?::text[]) t join inventory_item item on item.id = t.item
     ) stock on true
     order by stock.inventory_item_id, stock.location_id`,
    [items, query.locationIds ? [...query.locationIds] : null]
  )
}

/** What may be promised of one item, summed over locations of which none borrows from another. */
export async function readAvailable(
  manager: SqlEntityManager,
  inventoryItemId: string,
  locationIds: readonly string[]
): Promise<string> {
  const [row] = await run<{ available: string }>(
    manager,
    `select trim_scale(coalesce(sum(t.available), 0))::text as available from anyshelf_terms(array[?::text], ?::text[]) t`,
    [inventoryItemId, [...locationIds]]
  )
  return row?.available ?? "0"
}
