import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/knex"
import type { StockChange } from "../contract"
import { run } from "./run"

/** A claimed pair; bigints arrive as text. */
export interface ChangeRow {
  readonly inventory_item_id: string
  readonly location_id: string
  readonly version: string
  readonly mark: string
  readonly changed_at: Date
}

/**
 * Leases the oldest marks that nobody works on. Marks that a writer holds are skipped, never waited for. Inserting the
 * lease is what decides between two workers who have both seen a mark without one.
 */
export async function leaseChanges(
  manager: SqlEntityManager,
  request: { owner: string; limit: number; leaseMs: number }
): Promise<ChangeRow[]> {
  return run<ChangeRow>(
    manager,
    `with due as (
       select c.inventory_item_id, c.location_id, c.version, c.mark, c.changed_at from anyshelf_stock_change c
       where not exists (
         select 1 from anyshelf_stock_lease l
         where l.inventory_item_id = c.inventory_item_id and l.location_id = c.location_id
           and l.leased_until > clock_timestamp())
       order by c.changed_at, c.inventory_item_id, c.location_id
       limit ? for update of c skip locked),
     leased as (
       insert into anyshelf_stock_lease as l (inventory_item_id, location_id, mark, leased_until, leased_by)
       select inventory_item_id, location_id, mark,
         clock_timestamp() + make_interval(secs => ?::double precision / 1000), ?
       from due order by inventory_item_id, location_id
       on conflict (inventory_item_id, location_id) do update
         set mark = excluded.mark, leased_until = excluded.leased_until, leased_by = excluded.leased_by
         where l.leased_until <= clock_timestamp()
       returning inventory_item_id, location_id)
     select due.inventory_item_id, due.location_id, due.version, due.mark, due.changed_at from due
     join leased using (inventory_item_id, location_id)
     order by due.changed_at, due.inventory_item_id, due.location_id`,
    [request.limit, request.leaseMs, request.owner]
  )
}

const settled = `jsonb_to_recordset(?::jsonb) as d(item text, location text, mark bigint)`

/**
 * Ends leases and removes marks that are dealt with. A pair that was marked again keeps its newer mark, goes to the end
 * of the queue and can be claimed at once. A mark that a writer holds is about to be renewed, and is left to that.
 */
export async function settleMarks(manager: SqlEntityManager, changes: readonly StockChange[]): Promise<void> {
  const marks = changes.map(({ inventoryItemId, locationId, mark }) => ({
    item: inventoryItemId,
    location: locationId,
    mark,
  }))
  await run(
    manager,
    `with over as (
       select l.inventory_item_id, l.location_id from anyshelf_stock_lease l
       join ${settled} on l.inventory_item_id = d.item and l.location_id = d.location and l.mark = d.mark
       order by l.inventory_item_id, l.location_id for update of l)
     delete from anyshelf_stock_lease l using over
     where l.inventory_item_id = over.inventory_item_id and l.location_id = over.location_id`,
    [JSON.stringify(marks)]
  )
  await run(
    manager,
    `with free as (
       select c.inventory_item_id, c.location_id, c.mark = d.mark as is_done from anyshelf_stock_change c
       join ${settled} on c.inventory_item_id = d.item and c.location_id = d.location
       for update of c skip locked),
     later as (
       update anyshelf_stock_change c set changed_at = clock_timestamp() from free
       where not free.is_done and c.inventory_item_id = free.inventory_item_id and c.location_id = free.location_id)
     delete from anyshelf_stock_change c using free
     where free.is_done and c.inventory_item_id = free.inventory_item_id and c.location_id = free.location_id`,
    [JSON.stringify(marks)]
  )
}
