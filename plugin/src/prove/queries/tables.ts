import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { CauseRow, ClaimRow, KeyRow, PairRow, ReservationRow, Tables } from "../judge/tables"

/** Reads all that a storm left behind, in one snapshot. */
export async function readTables(knex: Knex): Promise<Tables> {
  return knex.transaction(
    async (transaction) => {
      const read = async <Row>(sql: string) => ((await transaction.raw(sql)) as { rows: Row[] }).rows
      const [clock] = await read<{ at: number }>("select extract(epoch from clock_timestamp())::float8 * 1000 as at")
      return {
        at: clock!.at,
        pairs: await read<PairRow>(pairs),
        reservations: await read<ReservationRow>(reservations),
        claims: await read<ClaimRow>(claims),
        keys: await read<KeyRow>("select key, (answer ->> 'ok')::boolean as ok from anyshelf_idempotency_key"),
        causes: await read<CauseRow>(causes),
      }
    },
    { isolationLevel: "repeatable read", readOnly: true }
  )
}

/** By how many units, over all levels, reservations and living holds exceed what is on hand. */
export async function readExcess(knex: Knex): Promise<number> {
  const { rows } = (await knex.raw(excess)) as { rows: { units: number }[] }
  return rows[0]!.units
}

// One statement is one snapshot, and its clock is read after that snapshot: a hold that lapsed before a claim took its
// units has lapsed here as well.
const excess = `
  select coalesce(sum(greatest(il.reserved_quantity + il.anyshelf_unrouted + il.anyshelf_held - coalesce(h.lapsed, 0)
    - il.stocked_quantity, 0)), 0)::float8 as units
  from inventory_level il
  left join (
    select inventory_item_id, location_id, sum(quantity) as lapsed from anyshelf_hold
    where kind = 'hold' and expires_at <= clock_timestamp() group by 1, 2) h
    on h.inventory_item_id = il.inventory_item_id and h.location_id = il.location_id
  where il.deleted_at is null`

const pairs = `
  with reserved as (
    select inventory_item_id, location_id, sum(quantity) as quantity
    from reservation_item where deleted_at is null group by 1, 2),
  claimed as (
    select inventory_item_id, location_id,
      sum(quantity) filter (where kind = 'hold') as held,
      sum(quantity) filter (where kind = 'hold' and expires_at > clock_timestamp()) as living,
      sum(quantity) filter (where kind = 'reservation') as unrouted
    from anyshelf_hold group by 1, 2),
  ledger as (
    select inventory_item_id, location_id, sum(on_hand_delta) as on_hand, sum(reserved_delta) as reserved, count(*) as movements,
      max(version) as last_version, max(reserved_after - on_hand_after) as most_over,
      count(*) filter (where on_hand_before <> on_hand_then or reserved_before <> reserved_then) as breaks
    from (
      select *, lag(on_hand_after, 1, 0::numeric) over pair as on_hand_then, lag(reserved_after, 1, 0::numeric) over pair as reserved_then
      from anyshelf_stock_movement window pair as (partition by inventory_item_id, location_id order by version)) m
    group by 1, 2)
  select il.inventory_item_id as item, il.location_id as place, il.stocked_quantity::float8 as on_hand,
    il.reserved_quantity::float8 as reserved, il.anyshelf_held::float8 as held, il.anyshelf_unrouted::float8 as unrouted,
    il.anyshelf_version::float8 as version, coalesce(r.quantity, 0)::float8 as sum_reserved, coalesce(c.held, 0)::float8 as sum_held,
    coalesce(c.living, 0)::float8 as sum_living, coalesce(c.unrouted, 0)::float8 as sum_unrouted,
    coalesce(l.on_hand, 0)::float8 as fold_on_hand, coalesce(l.reserved, 0)::float8 as fold_reserved,
    coalesce(l.movements, 0)::float8 as movements, coalesce(l.last_version, 0)::float8 as last_version,
    coalesce(l.breaks, 0)::float8 as breaks, coalesce(l.most_over, 0)::float8 as most_over,
    il.stocked_quantity = (il.raw_stocked_quantity ->> 'value')::numeric
      and il.reserved_quantity = (il.raw_reserved_quantity ->> 'value')::numeric as is_raw_right
  from inventory_level il
  left join reserved r on r.inventory_item_id = il.inventory_item_id and r.location_id = il.location_id
  left join claimed c on c.inventory_item_id = il.inventory_item_id and c.location_id = il.location_id
  left join ledger l on l.inventory_item_id = il.inventory_item_id and l.location_id = il.location_id
  where il.deleted_at is null`

const reservations = `
  select id, line_item_id as line, inventory_item_id as item, location_id as place, quantity::float8 as quantity,
    deleted_at is not null as is_deleted
  from reservation_item order by created_at, id`

const claims = `
  select kind, owner, line_item_id as line, inventory_item_id as item, location_id as place, quantity::float8 as quantity,
    expires_at > clock_timestamp() as is_living
  from anyshelf_hold`

// A movement that served one call names it; one that served several lists them.
const causes = `
  select id, sum(on_hand)::float8 as on_hand, sum(reserved)::float8 as reserved, count(*)::float8 as movements from (
    select cause_id as id, on_hand_delta as on_hand, reserved_delta as reserved
    from anyshelf_stock_movement where parts is null and cause_id is not null
    union all
    select part ->> 'causeId', 0, (part ->> 'reserved')::numeric
    from anyshelf_stock_movement, jsonb_array_elements(parts) part where parts is not null) x
  where id is not null group by id`
