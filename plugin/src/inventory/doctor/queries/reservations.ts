import { raw } from "../../sql/raw"
import { run, type Connection } from "./run"

/** Two reservations or more for one item of one order line. */
export interface DuplicateRow {
  readonly line_item_id: string
  readonly item: string
  readonly sku: string | null
  /** The place of all of them; null when they lie at several. */
  readonly place: string | null
  readonly places: string
  readonly rows: string
  readonly claimed: string
}

/** More would be a shop in which every reservation is doubled: the list would help nobody. */
const duplicatesMax = 10_000

const duplicates = (condition: string) => `
  select r.line_item_id, r.inventory_item_id as item, item.sku,
    case when count(distinct r.location_id) = 1 then min(r.location_id) end as place,
    count(distinct r.location_id) as places, count(*) as rows, trim_scale(sum(r.quantity))::text as claimed
  from reservation_item r left join inventory_item item on item.id = r.inventory_item_id
  where r.deleted_at is null and r.line_item_id is not null and ${condition}
  group by 1, 2, 3 having count(*) > 1`

/** Order lines that have more than one reservation of an item: Medusa's fulfilment uses up the whole line for each. */
export const findDuplicates = (connection: Connection): Promise<DuplicateRow[]> =>
  run<DuplicateRow>(connection, `${duplicates("true")} limit ${duplicatesMax}`)

/** Locks the reservations of an item of an order line, in the order every writer locks them, and says whether they are doubled. */
export async function lockDuplicates(
  connection: Connection,
  pair: { line: string; item: string }
): Promise<DuplicateRow[]> {
  await run(
    connection,
    `select 1 from reservation_item where line_item_id = :line and inventory_item_id = :item and deleted_at is null
     order by id for update`,
    pair
  )
  return run<DuplicateRow>(connection, duplicates("r.line_item_id = :line and r.inventory_item_id = :item"), pair)
}

/** Joins locked reservations of one place into the first. What is reserved there stays the same. */
export async function joinDuplicates(connection: Connection, pair: { line: string; item: string }): Promise<void> {
  await run(
    connection,
    `with mine as (
       select id, quantity, allow_backorder, row_number() over (order by created_at, id) as n from reservation_item
       where line_item_id = :line and inventory_item_id = :item and deleted_at is null),
     joined as (select sum(quantity) as quantity, bool_or(allow_backorder) as allow_backorder from mine)
     update reservation_item r set
       quantity = case when m.n = 1 then j.quantity else r.quantity end,
       raw_quantity = case when m.n = 1 then ${raw("j.quantity")} else r.raw_quantity end,
       allow_backorder = case when m.n = 1 then j.allow_backorder else r.allow_backorder end,
       deleted_at = case when m.n = 1 then null else now() end, updated_at = now()
     from mine m, joined j where m.id = r.id`,
    pair
  )
}

/** A reservation whose exact twin says another quantity. */
export interface RawRow {
  readonly id: string
  readonly item: string
  readonly place: string
}

const differs = `case when (r.raw_quantity ->> 'value') ~ '^-{0,1}[0-9]+([.][0-9]+){0,1}([eE][+-]{0,1}[0-9]+){0,1}$'
  then (r.raw_quantity ->> 'value')::numeric <> r.quantity else true end`

/** Living reservations whose twin differs. */
export const findRawReservations = (connection: Connection): Promise<RawRow[]> =>
  run<RawRow>(
    connection,
    `select r.id, r.inventory_item_id as item, r.location_id as place from reservation_item r
     where r.deleted_at is null and ${differs} limit ${duplicatesMax}`
  )

/** Writes the twin anew from the quantity, which is what the level counts. */
export async function rewriteRawReservation(connection: Connection, id: string): Promise<void> {
  await run(
    connection,
    `update reservation_item r set raw_quantity = ${raw("r.quantity")}
     where r.id = :id and ${differs}`,
    { id }
  )
}
