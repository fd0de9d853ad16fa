import { adjustingEntry, holdsStaleAfter } from "../limits"
import { run, type Connection } from "./run"

/** Which levels: items after one and up to another, or one pair. */
export type LevelScope =
  { readonly after: string; readonly until: string | null } | { readonly item: string; readonly place: string }

/** What is known of one pair in which a law is broken; figures as exact decimal text. */
export interface LevelFacts {
  readonly level_id: string | null
  readonly item: string
  readonly place: string
  readonly sku: string | null
  readonly on_hand: string
  readonly reserved: string
  readonly incoming: string
  readonly held: string
  readonly unrouted: string
  readonly version: string
  readonly booked_on_hand: string
  readonly booked_reserved: string
  readonly booked_incoming: string
  readonly booked_version: string
  readonly broken_at: string | null
  readonly claimed: string
  readonly backordered: string
  readonly holds: string
  readonly stale: string
  readonly pooled: string
  /** Still to come, by the deliveries that are expected. */
  readonly expected: string
  readonly marked_version: string | null
  readonly promised: string
  readonly excess: string
  /** The laws that do not hold. */
  readonly broken: readonly LevelLaw[]
}

const isDecimal = (column: string) =>
  `(${column} ->> 'value') ~ '^-{0,1}[0-9]+([.][0-9]+){0,1}([eE][+-]{0,1}[0-9]+){0,1}$'`
const isTwin = (name: string) =>
  `case when ${isDecimal(`f.raw_${name}`)} then (f.raw_${name} ->> 'value')::numeric = f.${name} else false end`

/** What must not be, of a pair `f`. A pair without a living level counts as empty; `level_id` is then null. */
const broken = {
  level_not_ledger: `(f.on_hand, f.reserved, f.incoming) is distinct from (f.booked_on_hand, f.booked_reserved, f.booked_incoming)`,
  ledger_broken: `f.broken_at > f.entered_at`,
  version_not_ledger: `f.level_id is not null and f.version <> f.booked_version`,
  reserved_not_reservations: `f.level_id is not null and f.reserved <> f.claimed`,
  held_not_holds: `f.level_id is not null and f.held <> f.holds`,
  unrouted_not_reservations: `f.level_id is not null and f.unrouted <> f.pooled`,
  raw_not_figure: `f.level_id is not null and not (${["on_hand", "reserved", "incoming"].map(isTwin).join(" and ")})`,
  mark_not_level: `f.level_id is not null and f.marked_version <> f.version`,
  holds_not_tidied: `f.level_id is not null and f.stale > 0`,
  holds_without_level: `f.level_id is null and f.holds > 0`,
  pool_without_level: `f.level_id is null and f.pooled > 0`,
  reservation_without_level: `f.level_id is null and f.claimed > 0`,
  negative_shelf: `f.on_hand < 0`,
  // More is a merchant's own figure; less forgets a delivery that an order may be waiting for.
  incoming_not_expected: `f.level_id is not null and f.incoming < f.expected`,
  overcommitted: `f.level_id is not null and f.excess > 0`,
} as const

/** A law of one pair, by the code of its finding. */
export type LevelLaw = keyof typeof broken

/**
 * Everything that is known of the pairs in a scope, in one statement and so at one moment: a movement, its level and its
 * reservations commit together, hence a busy shop gives no false alarm. Gives only pairs in which a law is broken.
 */
export async function brokenLevels(connection: Connection, scope: LevelScope): Promise<LevelFacts[]> {
  const isPair = "item" in scope
  return run<LevelFacts>(connection, factsSql(isPair ? pairScope : rangeScope, !isPair), {
    ...scope,
    ...(isPair ? {} : { until: scope.until ?? "" }),
    stale: holdsStaleAfter,
    entry: adjustingEntry,
  })
}

/** The item that ends a batch of about `size` levels; null when fewer are left. */
export async function endOfBatch(connection: Connection, after: string, size: number): Promise<string | null> {
  const [row] = await run<{ item: string }>(
    connection,
    `select inventory_item_id as item from inventory_level where inventory_item_id > :after
     order by inventory_item_id offset :size limit 1`,
    { after, size }
  )
  return row?.item ?? null
}

/** About how many levels there are, for showing progress: the planner's estimate, so that nothing is counted twice. */
export async function aboutHowManyLevels(connection: Connection): Promise<number> {
  const [row] = await run<{ levels: string }>(
    connection,
    `select greatest(reltuples, 0)::bigint as levels from pg_class where oid = 'inventory_level'::regclass`
  )
  return Number(row?.levels ?? 0)
}

/** How many pairs lie in a scope. */
export async function countLevels(
  connection: Connection,
  scope: { after: string; until: string | null }
): Promise<number> {
  const [row] = await run<{ levels: string }>(
    connection,
    `select count(*) as levels from inventory_level x where deleted_at is null and ${rangeScope("x")}`,
    { after: scope.after, until: scope.until ?? "" }
  )
  return Number(row?.levels ?? 0)
}

// An empty `until` is the end: no id is empty, and a bound null would have no type.
const rangeScope = (x: string) =>
  `${x}.inventory_item_id > :after and (:until = '' or ${x}.inventory_item_id <= :until)`
const pairScope = (x: string) => `${x}.inventory_item_id = :item and ${x}.location_id = :place`

const text = (...names: string[]) => names.map((name) => `trim_scale(f.${name})::text as ${name}`).join(", ")

/** @param onlyBroken - false gives the pair whatever its state, for a repair to read */
const factsSql = (scope: (x: string) => string, onlyBroken: boolean) => `
  with level as (
    select il.id as level_id, il.inventory_item_id as item, il.location_id as place, il.stocked_quantity as on_hand,
      il.reserved_quantity as reserved, il.incoming_quantity as incoming, il.raw_stocked_quantity as raw_on_hand,
      il.raw_reserved_quantity as raw_reserved, il.raw_incoming_quantity as raw_incoming, il.anyshelf_held as held,
      il.anyshelf_unrouted as unrouted, il.anyshelf_version as version
    from inventory_level il where il.deleted_at is null and ${scope("il")}),
  step as (
    select m.inventory_item_id as item, m.location_id as place, m.version, m.on_hand_delta, m.reserved_delta, m.incoming_delta,
      (m.version, m.on_hand_before, m.reserved_before, m.incoming_before) is distinct from (
        lag(m.version, 1, 0::bigint) over pair + 1, lag(m.on_hand_after, 1, 0::numeric) over pair,
        lag(m.reserved_after, 1, 0::numeric) over pair, lag(m.incoming_after, 1, 0::numeric) over pair) as is_broken,
      m.cause = 'doctor' and coalesce(m.cause_id, '') = :entry as is_entry
    from anyshelf_stock_movement m where ${scope("m")}
    window pair as (partition by m.inventory_item_id, m.location_id order by m.version)),
  ledger as (
    select item, place, max(version) as booked_version, sum(on_hand_delta) as booked_on_hand,
      sum(reserved_delta) as booked_reserved, sum(incoming_delta) as booked_incoming,
      max(version) filter (where is_broken and not is_entry) as broken_at, max(version) filter (where is_entry) as entered_at
    from step group by item, place),
  claims as (
    select r.inventory_item_id as item, r.location_id as place, sum(r.quantity) as claimed,
      sum(r.quantity) filter (where r.allow_backorder) as backordered
    from reservation_item r where r.deleted_at is null and ${scope("r")} group by 1, 2),
  held as (
    select h.inventory_item_id as item, h.location_id as place, sum(h.quantity) filter (where h.kind = 'hold') as holds,
      sum(h.quantity) filter (where h.kind = 'hold' and h.expires_at <= statement_timestamp()) as lapsed,
      sum(h.quantity) filter (where h.kind = 'hold' and h.expires_at <= statement_timestamp() - cast(:stale as interval)) as stale,
      sum(h.quantity) filter (where h.kind = 'reservation') as pooled
    from anyshelf_hold h where ${scope("h")} group by 1, 2),
  deliveries as (
    select d.inventory_item_id as item, d.location_id as place, sum(d.quantity) as expected
    from anyshelf_incoming d where d.received_at is null and d.cancelled_at is null and ${scope("d")} group by 1, 2),
  marks as (
    select c.inventory_item_id as item, c.location_id as place, c.version as marked_version
    from anyshelf_stock_change c where ${scope("c")}),
  summed as (
    select level_id, item, place, coalesce(on_hand, 0) as on_hand, coalesce(reserved, 0) as reserved,
      coalesce(incoming, 0) as incoming, raw_on_hand, raw_reserved, raw_incoming, coalesce(held, 0) as held,
      coalesce(unrouted, 0) as unrouted, coalesce(version, 0) as version, coalesce(booked_version, 0) as booked_version,
      coalesce(booked_on_hand, 0) as booked_on_hand, coalesce(booked_reserved, 0) as booked_reserved,
      coalesce(booked_incoming, 0) as booked_incoming, broken_at, coalesce(entered_at, 0) as entered_at,
      coalesce(claimed, 0) as claimed, coalesce(backordered, 0) as backordered, coalesce(holds, 0) as holds,
      coalesce(stale, 0) as stale, coalesce(pooled, 0) as pooled, coalesce(expected, 0) as expected, marked_version,
      coalesce(reserved, 0) + coalesce(unrouted, 0) + greatest(coalesce(held, 0) - coalesce(lapsed, 0), 0) as promised
    from level full join ledger using (item, place) full join claims using (item, place) full join held using (item, place)
      left join deliveries using (item, place) left join marks using (item, place)),
  facts as (
    select s.*, greatest(s.promised - s.backordered - greatest(s.on_hand, 0), 0) as excess from summed s),
  judged as (
    select f.*, array_remove(array[${Object.entries(broken)
      .map(([law, condition]) => `case when ${condition} then '${law}' end`)
      .join(", ")}], null) as broken
    from facts f)
  select f.level_id, f.item, f.place, item.sku, f.version, f.booked_version, f.broken_at, f.marked_version, f.broken,
    ${text("on_hand", "reserved", "incoming", "held", "unrouted", "booked_on_hand", "booked_reserved", "booked_incoming")},
    ${text("claimed", "backordered", "holds", "stale", "pooled", "expected", "promised", "excess")}
  from judged f left join inventory_item item on item.id = f.item
  ${onlyBroken ? "where cardinality(f.broken) > 0" : ""} order by f.item, f.place`
