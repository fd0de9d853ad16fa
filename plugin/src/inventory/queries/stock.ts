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
       select il.inventory_item_id, item.sku, il.location_id,
         il.stocked_quantity as on_hand, il.reserved_quantity as reserved,
         il.anyshelf_held - case when il.anyshelf_held > 0 then anyshelf_lapsed(il.inventory_item_id, il.location_id) else 0 end as held,
         il.anyshelf_unrouted as unrouted,
         coalesce(own.quantity, common.quantity, 0) as safety_stock,
         il.anyshelf_version as version, il.anyshelf_changed_at as updated_at
       from inventory_level il
       join inventory_item item on item.id = il.inventory_item_id
       left join anyshelf_safety_stock own
         on own.location_id = il.location_id and coalesce(own.inventory_item_id, '') = il.inventory_item_id
       left join anyshelf_safety_stock common
         on common.location_id = il.location_id and coalesce(common.inventory_item_id, '') = ''
       where il.deleted_at is null and il.inventory_item_id = any(?::text[])
         and (?::text[] is null or il.location_id = any(?::text[]))
     ) stock on true
     order by stock.inventory_item_id, stock.location_id`,
    [items, query.locationIds ? [...query.locationIds] : null, query.locationIds ? [...query.locationIds] : null]
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
    `select trim_scale(coalesce(sum(greatest(0,
       anyshelf_free(il) - anyshelf_safety(il.inventory_item_id, il.location_id))), 0))::text as available
     from inventory_level il
     where il.deleted_at is null and il.inventory_item_id = ? and il.location_id = any(?::text[])`,
    [inventoryItemId, [...locationIds]]
  )
  return row?.available ?? "0"
}
