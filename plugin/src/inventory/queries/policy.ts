import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/knex"
import { run } from "./run"

/** Which policy: its table, and the column that says where it holds. */
export type Policy = "safety_stock" | "channel_buffer"

const place = { safety_stock: "location_id", channel_buffer: "sales_channel_id" } as const

/** One rule as stored or wanted; a null item is the default of the place, a null quantity is no rule. */
export interface Rule {
  readonly item: string | null
  readonly place: string
  readonly quantity: string | null
}

/** Lets one transaction at a time change a policy, so that each knows exactly what stood there before. */
export async function lockPolicy(manager: SqlEntityManager, policy: Policy): Promise<void> {
  await run(manager, `select pg_advisory_xact_lock(hashtext(?))`, [`anyshelf_${policy}`])
}

/** What stands for these rules now; null where nothing does. In the order of the rules. */
export async function readRules(manager: SqlEntityManager, policy: Policy, rules: readonly Rule[]): Promise<Rule[]> {
  return run<Rule>(
    manager,
    `select d.item, d.place, trim_scale(p.quantity)::text as quantity
     from rows from (jsonb_to_recordset(?::jsonb) as (item text, place text, quantity numeric))
       with ordinality as d(item, place, quantity, n)
     left join anyshelf_${policy} p
       on p.${place[policy]} = d.place and coalesce(p.inventory_item_id, '') = coalesce(d.item, '')
     order by d.n`,
    [JSON.stringify(rules)]
  )
}

/** Writes rules that have a quantity. A rule that stays as it was is not written, and marks nothing as changed. */
export async function writeRules(manager: SqlEntityManager, policy: Policy, rules: readonly Rule[]): Promise<void> {
  const column = place[policy]
  await run(
    manager,
    `insert into anyshelf_${policy} as p (${column}, inventory_item_id, quantity)
     select d.place, d.item, d.quantity
     from jsonb_to_recordset(?::jsonb) as d(item text, place text, quantity numeric)
     where d.quantity is not null order by d.item, d.place
     on conflict (${column}, coalesce(inventory_item_id, '')) do update set quantity = excluded.quantity, updated_at = now()
     where p.quantity <> excluded.quantity`,
    [JSON.stringify(rules)]
  )
}

/** Removes rules that have no quantity. */
export async function removeRules(manager: SqlEntityManager, policy: Policy, rules: readonly Rule[]): Promise<void> {
  await run(
    manager,
    `delete from anyshelf_${policy} p using jsonb_to_recordset(?::jsonb) as d(item text, place text, quantity numeric)
     where d.quantity is null and p.${place[policy]} = d.place
       and coalesce(p.inventory_item_id, '') = coalesce(d.item, '')`,
    [JSON.stringify(rules)]
  )
}

/** What each channel withholds of each item: the item's own rule, else the channel's; nothing where that is zero. */
export async function readBuffers(
  manager: SqlEntityManager,
  salesChannelIds: readonly string[],
  inventoryItemIds: readonly string[]
): Promise<{ sales_channel_id: string; inventory_item_id: string; quantity: string }[]> {
  return run(
    manager,
    `select channel.id as sales_channel_id, item.id as inventory_item_id, coalesce(own.quantity, common.quantity) as quantity
     from unnest(?::text[]) as channel(id) cross join unnest(?::text[]) as item(id)
     left join anyshelf_channel_buffer own
       on own.sales_channel_id = channel.id and own.inventory_item_id = item.id
     left join anyshelf_channel_buffer common
       on common.sales_channel_id = channel.id and common.inventory_item_id is null
     where coalesce(own.quantity, common.quantity) > 0
     order by channel.id, item.id`,
    [[...new Set(salesChannelIds)], [...new Set(inventoryItemIds)]]
  )
}
