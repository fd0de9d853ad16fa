import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/knex"
import type { StockAsOfQuery, StockHistoryQuery } from "../contract"
import { run } from "./run"

/** A level as it was, or only the instant when there was none. */
export interface AsOfRow {
  readonly as_of: Date
  readonly inventory_item_id: string | null
  readonly location_id: string
  readonly on_hand: string
  readonly reserved: string
  readonly incoming: string
  readonly version: string
  readonly changed_at: Date
}

/**
 * The last movement of each pair by an instant: one look into the index of (item, location, time) for each, however long the
 * history. Always one row at least, so that the instant is known.
 */
export async function readAsOf(manager: SqlEntityManager, query: StockAsOfQuery): Promise<AsOfRow[]> {
  return run<AsOfRow>(
    manager,
    `with recursive place(item, id) as (
       select i.item, (select min(m.location_id) from anyshelf_stock_movement m where m.inventory_item_id = i.item)
       from unnest(?::text[]) i(item) where ?::text[] is null
       union all
       select p.item, (select min(m.location_id) from anyshelf_stock_movement m
         where m.inventory_item_id = p.item and m.location_id > p.id)
       from place p where p.id is not null),
     pair as (
       select item, id from place where id is not null
       union all select i.item, l.id from unnest(?::text[]) i(item) cross join unnest(?::text[]) l(id))
     select clock.as_of, stock.* from (select least(?::timestamptz, statement_timestamp()) as as_of) clock
     left join lateral (
       select pair.item as inventory_item_id, pair.id as location_id, m.on_hand, m.reserved, m.incoming, m.version, m.changed_at
       from (select distinct item, id from pair) pair
       cross join lateral (${lastBy("pair.item", "pair.id", "clock.as_of")}) m
     ) stock on true
     order by stock.inventory_item_id, stock.location_id`,
    [
      [...query.inventoryItemIds],
      query.locationIds ? [...query.locationIds] : null,
      [...query.inventoryItemIds],
      [...(query.locationIds ?? [])],
      query.asOf,
    ]
  )
}

/** What stood at an instant of a span. */
export interface HistoryRow {
  readonly at: Date
  readonly on_hand: string
  readonly reserved: string
}

/** The movements of a span as points, oldest first, at most `limit`. */
export async function historyMovements(
  manager: SqlEntityManager,
  query: StockHistoryQuery & { readonly limit: number }
): Promise<HistoryRow[]> {
  return run<HistoryRow>(
    manager,
    `select m.recorded_at as at, m.on_hand_after as on_hand, m.reserved_after as reserved from anyshelf_stock_movement m
     where m.inventory_item_id = ? and m.location_id = ? and m.recorded_at > ? and m.recorded_at <= ?
     order by m.recorded_at limit ?`,
    [query.inventoryItemId, query.locationId, query.from, query.to, query.limit]
  )
}

/** What stood at so many instants at even distances over a span, both ends included: one look into the index for each. */
export async function historySamples(
  manager: SqlEntityManager,
  query: StockHistoryQuery & { readonly samples: number }
): Promise<HistoryRow[]> {
  return run<HistoryRow>(
    manager,
    `select sample.at, m.on_hand, m.reserved
     from (
       select span.earliest + (span.latest - span.earliest) * n / greatest(1, ?::int - 1) as at
       from (select ?::timestamptz as earliest, ?::timestamptz as latest) span, generate_series(0, ?::int - 1) n) sample
     cross join lateral (${lastBy("?::text", "?::text", "sample.at")}) m
     order by sample.at`,
    [query.samples, query.from, query.to, query.samples, query.inventoryItemId, query.locationId]
  )
}

const lastBy = (item: string, place: string, instant: string) => `
  select l.on_hand_after as on_hand, l.reserved_after as reserved, l.incoming_after as incoming, l.version, l.recorded_at as changed_at
  from anyshelf_stock_movement l
  where l.inventory_item_id = ${item} and l.location_id = ${place} and l.recorded_at <= ${instant}
  order by l.recorded_at desc limit 1`
