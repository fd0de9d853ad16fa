import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/knex"
import type { VelocityQuery } from "../contract"
import { run } from "./run"

/**
 * Units claimed less units let go, and units that left without a claim, over some days. What left after it was claimed is in the
 * claim already. With somebody left out, what was let go is not subtracted: whoever calls an order off is seldom who sold it, and a
 * velocity that is too low would sell what is not there. Where one movement served several, each part counts for its own actor.
 */
export async function salesOf(
  manager: SqlEntityManager,
  { inventoryItemIds, days, excludingActor }: VelocityQuery
): Promise<{ inventory_item_id: string; sold: string }[]> {
  return run(
    manager,
    `select m.inventory_item_id, sum(p.units) as sold
     from anyshelf_stock_movement m
     cross join lateral (
       select case when m.kind in ('allocated', 'released') then m.reserved_delta
           when m.kind in ('shipped', 'handed_over') and m.reserved_delta = 0 then -m.on_hand_delta else 0 end as units,
         m.actor where m.parts is null
       union all
       select x.reserved, x.actor from jsonb_to_recordset(coalesce(m.parts, '[]')) as x(reserved numeric, actor text)) p
     where m.inventory_item_id = any(?) and m.recorded_at > now() - ?::int * interval '1 day'
       and (?::text is null or (p.actor is distinct from ?::text and p.units > 0))
     group by m.inventory_item_id`,
    [inventoryItemIds, days, excludingActor ?? null, excludingActor ?? null]
  )
}
