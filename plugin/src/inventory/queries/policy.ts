import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/knex"
import { run } from "./run"

/** A policy's table: what a rule is about, where null stands for "all others", and what it says, the first part first. */
interface PolicyTable {
  readonly about: readonly string[]
  readonly scope: string
  readonly says: Readonly<Record<string, "numeric" | "text" | "boolean">>
}

const tables = {
  safety_stock: { about: ["location_id"], scope: "inventory_item_id", says: { quantity: "numeric" } },
  channel_buffer: {
    about: ["sales_channel_id"],
    scope: "inventory_item_id",
    says: { quantity: "numeric", unit: "text" },
  },
  channel_allocation: {
    about: ["sales_channel_id"],
    scope: "inventory_item_id",
    says: { kind: "text", quantity: "numeric", threshold: "numeric" },
  },
  location_service: { about: ["location_id", "method"], scope: "sales_channel_id", says: { enabled: "boolean" } },
} as const satisfies Record<string, PolicyTable>

export type Policy = keyof typeof tables

/** One rule as stored or wanted, by column. Without the first thing it could say it is no rule. */
export type Rule = Readonly<Record<string, string | boolean | null>>

/** Lets one transaction at a time change a policy, so that each knows exactly what stood there before. */
export async function lockPolicy(manager: SqlEntityManager, policy: Policy): Promise<void> {
  await run(manager, `select pg_advisory_xact_lock(hashtext(?))`, [`anyshelf_${policy}`])
}

/** What stands for these rules now; says nothing where nothing does. In the order of the rules. */
export async function readRules(manager: SqlEntityManager, policy: Policy, rules: readonly Rule[]): Promise<Rule[]> {
  const { about, scope, says } = columnsOf(policy)
  const keys = [...about, scope]
  const said = Object.entries(says).map(([name, type]) =>
    type === "numeric" ? `trim_scale(p.${name})::text as ${name}` : `p.${name}`
  )
  return run<Rule>(
    manager,
    `select ${keys.map((name) => `d.${name}`).join(", ")}, ${said.join(", ")}
     from rows from (jsonb_to_recordset(?::jsonb) as (${keys.map((name) => `${name} text`).join(", ")}))
       with ordinality as d(${keys.join(", ")}, n)
     left join anyshelf_${policy} p on ${isSame(policy)}
     order by d.n`,
    [JSON.stringify(rules)]
  )
}

/** Writes rules that say something. A rule that stays as it was is not written, and marks nothing as changed. */
export async function writeRules(manager: SqlEntityManager, policy: Policy, rules: readonly Rule[]): Promise<void> {
  const { about, scope, says } = columnsOf(policy)
  const keys = [...about, scope]
  const names = Object.keys(says)
  const all = [...keys, ...names]
  await run(
    manager,
    `insert into anyshelf_${policy} as p (${all.join(", ")})
     select ${all.map((name) => `d.${name}`).join(", ")}
     from jsonb_to_recordset(?::jsonb) as d(${[...keys.map((name) => `${name} text`), ...typed(says)].join(", ")})
     where d.${names[0]} is not null order by ${[scope, ...about].map((name) => `d.${name}`).join(", ")}
     on conflict (${about.join(", ")}, coalesce(${scope}, '')) do update set
       ${names.map((name) => `${name} = excluded.${name}`).join(", ")}, updated_at = now()
     where (${names.map((name) => `p.${name}`).join(", ")}) is distinct from (${names.map((name) => `excluded.${name}`).join(", ")})`,
    [JSON.stringify(rules)]
  )
}

/** Removes rules that say nothing. */
export async function removeRules(manager: SqlEntityManager, policy: Policy, rules: readonly Rule[]): Promise<void> {
  const { about, scope, says } = columnsOf(policy)
  const keys = [...about, scope].map((name) => `${name} text`)
  await run(
    manager,
    `delete from anyshelf_${policy} p using jsonb_to_recordset(?::jsonb) as d(${[...keys, ...typed(says)].join(", ")})
     where d.${Object.keys(says)[0]} is null and ${isSame(policy)}`,
    [JSON.stringify(rules)]
  )
}

/** The rules of channels for items as `anyshelf_channel_rules` finds them. */
export interface ChannelRulesRow {
  readonly item: string
  readonly channel: string
  readonly buffer: string | null
  readonly buffer_unit: "units" | "percent" | null
  readonly allocation: "share" | "fixed" | "split" | null
  readonly allotted: string | null
  readonly allotted_below: string | null
  readonly split_percent: string | null
  readonly split_below: string | null
  readonly pooled: string | null
}

/** What holds for each item on each channel: the item's own rule, else the channel's; pairs without any are left out. */
export async function readChannelRulesRows(
  manager: SqlEntityManager,
  salesChannelIds: readonly string[],
  inventoryItemIds: readonly string[]
): Promise<ChannelRulesRow[]> {
  return run<ChannelRulesRow>(
    manager,
    `select * from anyshelf_channel_rules(?::text[], ?::text[]) r
     where r.buffer > 0 or r.allocation is not null or r.split_below is not null order by r.channel, r.item`,
    [[...new Set(inventoryItemIds)], [...new Set(salesChannelIds)]]
  )
}

const columnsOf = (policy: Policy): PolicyTable => tables[policy]

const typed = (says: PolicyTable["says"]) => Object.entries(says).map(([name, type]) => `${name} ${type}`)

function isSame(policy: Policy): string {
  const { about, scope } = columnsOf(policy)
  const same = about.map((name) => `p.${name} = d.${name}`)
  return [...same, `coalesce(p.${scope}, '') = coalesce(d.${scope}, '')`].join(" and ")
}
