import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/knex"
import type { StockChange } from "../contract"
import { run } from "./run"

/** A claimed pair; bigints arrive as text. */
export interface ChangeRow {
  readonly inventory_item_id: string
  readonly location_id: string
  readonly version: string
  readonly mark: string
}

/** Leases the oldest marks that nobody works on. Rows that others hold are skipped, never waited for. */
export async function leaseChanges(
  manager: SqlEntityManager,
  request: { owner: string; limit: number; leaseMs: number }
): Promise<ChangeRow[]> {
  return run<ChangeRow>(
    manager,
    `with due as (
       select inventory_item_id, location_id, changed_at from anyshelf_stock_change
       where leased_until is null or leased_until <= clock_timestamp()
       order by changed_at, inventory_item_id, location_id
       limit ? for update skip locked),
     leased as (
       update anyshelf_stock_change c
       set leased_until = clock_timestamp() + make_interval(secs => ?::double precision / 1000), leased_by = ?
       from due where c.inventory_item_id = due.inventory_item_id and c.location_id = due.location_id
       returning c.inventory_item_id, c.location_id, c.version, c.mark, due.changed_at)
     select inventory_item_id, location_id, version, mark from leased
     order by changed_at, inventory_item_id, location_id`,
    [request.limit, request.leaseMs, request.owner]
  )
}

/**
 * Removes marks that are dealt with. A pair that was marked again keeps its newer mark, and its lease ends, so that it
 * can be claimed at once. A row that a writer holds is being marked again right now, and is left to that.
 */
export async function settleMarks(manager: SqlEntityManager, changes: readonly StockChange[]): Promise<void> {
  await run(
    manager,
    `with settled as (
       select c.inventory_item_id, c.location_id, c.mark = d.mark as is_done
       from anyshelf_stock_change c
       join jsonb_to_recordset(?::jsonb) as d(item text, location text, mark bigint)
         on c.inventory_item_id = d.item and c.location_id = d.location
       order by c.inventory_item_id, c.location_id
       for update of c skip locked),
     released as (
       update anyshelf_stock_change c set leased_until = null, leased_by = null from settled
       where not settled.is_done
         and c.inventory_item_id = settled.inventory_item_id and c.location_id = settled.location_id)
     delete from anyshelf_stock_change c using settled
     where settled.is_done
       and c.inventory_item_id = settled.inventory_item_id and c.location_id = settled.location_id`,
    [
      JSON.stringify(
        changes.map((change) => ({
          item: change.inventoryItemId,
          location: change.locationId,
          mark: change.mark,
        }))
      ),
    ]
  )
}
