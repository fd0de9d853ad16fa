import { raw } from "../../sql/raw"
import { orderSettlesWithin } from "../limits"
import { run, type Connection } from "./run"

/**
 * Reads the tables of other modules, as the subgraph does: what an order needs and what is reserved for it are only seen
 * together. Nothing is written there.
 */

/** A reservation that no open order line needs. */
export interface OrphanRow {
  /** Medusa's reservation, the row of a pool reservation, or a promise on a delivery that is expected. */
  readonly source: "reservation" | "pool" | "promise"
  readonly id: string
  readonly line_item_id: string
  readonly item: string
  readonly place: string
  readonly sku: string | null
  readonly quantity: string
  readonly order_id: string | null
  readonly display_id: string | null
  readonly why: "unknown" | "deleted" | "cancelled" | "removed" | "fulfilled"
}

const claims = `
  select 'reservation' as source, r.id, r.line_item_id, r.inventory_item_id as item, r.location_id as place, r.quantity, r.updated_at
  from reservation_item r where r.deleted_at is null and r.line_item_id is not null
  union all
  select 'pool', h.id::text, h.line_item_id, h.inventory_item_id, h.location_id, h.quantity, h.created_at
  from anyshelf_hold h where h.kind = 'reservation' and h.line_item_id is not null
  union all
  select 'promise', f.id, f.line_item_id, f.inventory_item_id, f.location_id, f.quantity, f.created_at
  from anyshelf_future_promise f`

const orphans = (condition: string) => `
  with claim as (select c.* from (${claims}) c where ${condition})
  select c.source, c.id, c.line_item_id, c.item, c.place, item.sku, trim_scale(c.quantity)::text as quantity,
    o.id as order_id, o.display_id::text as display_id, x.why
  from claim c
  left join inventory_item item on item.id = c.item
  left join order_line_item li on li.id = c.line_item_id
  left join lateral (
    select oi.order_id, max(oi.updated_at) as updated_at from order_item oi where oi.item_id = li.id
    group by oi.order_id order by max(oi.version) desc limit 1) any_version on true
  left join "order" o on o.id = any_version.order_id
  left join order_item now_ on now_.item_id = li.id and now_.order_id = o.id and now_.version = o.version and now_.deleted_at is null
  cross join lateral (select case
    when li.id is null and c.line_item_id not like 'ordli\\_%' then 'unknown'
    when li.id is null or li.deleted_at is not null or o.id is null or o.deleted_at is not null then 'deleted'
    when o.status = 'canceled' or o.canceled_at is not null then 'cancelled'
    when now_.id is null or now_.quantity <= 0 then 'removed'
    when now_.fulfilled_quantity >= now_.quantity then 'fulfilled' end as why) x
  where x.why is not null
    and greatest(c.updated_at, li.updated_at, o.updated_at, any_version.updated_at, now_.updated_at) < now() - cast(:grace as interval)`

/** Claims after a place in their order: by line, then by what they are. */
export const findOrphans = (connection: Connection, after: string, until: string | null): Promise<OrphanRow[]> =>
  run<OrphanRow>(
    connection,
    `${orphans("c.line_item_id > :after and (:until = '' or c.line_item_id <= :until)")} order by c.line_item_id, c.id`,
    { after, until: until ?? "", grace: orderSettlesWithin }
  )

/** The line that ends a batch of about `size` claims; null when fewer are left. */
export async function endOfClaims(connection: Connection, after: string, size: number): Promise<string | null> {
  const [row] = await run<{ line: string }>(
    connection,
    `select c.line_item_id as line from (${claims}) c where c.line_item_id > :after order by c.line_item_id offset :size limit 1`,
    { after, size }
  )
  return row?.line ?? null
}

/** One orphan as it is now, or nothing when it is none any more. */
export async function readOrphan(
  connection: Connection,
  { source, id, line_item_id }: OrphanRow
): Promise<OrphanRow | undefined> {
  const [row] = await run<OrphanRow>(
    connection,
    orphans("c.source = :source and c.id = :id and c.line_item_id = :line_item_id"),
    { source, id, line_item_id, grace: orderSettlesWithin }
  )
  return row
}

/** Locks Medusa's reservation, before its level as every writer does. */
export async function lockReservation(connection: Connection, id: string): Promise<void> {
  await run(connection, `select 1 from reservation_item where id = :id for update`, { id })
}

const gone = {
  reservation: `update reservation_item set deleted_at = now(), updated_at = now() where id = :id and deleted_at is null
    returning quantity as reserved, 0 as unrouted`,
  pool: `delete from anyshelf_hold where id::text = :id and kind = 'reservation' returning 0 as reserved, quantity as unrouted`,
  // Nothing is set aside for it yet: the next delivery simply has one promise less to keep.
  promise: `delete from anyshelf_future_promise where id = :id returning 0 as reserved, 0 as unrouted`,
}

/** Gives an orphan's units back. The caller has its row and its level. */
export async function releaseOrphan(connection: Connection, orphan: OrphanRow): Promise<void> {
  const reserved = "il.reserved_quantity - gone.reserved"
  await run(
    connection,
    `with gone as (${gone[orphan.source]})
     update inventory_level il set reserved_quantity = ${reserved},
       raw_reserved_quantity = ${raw(reserved)},
       anyshelf_unrouted = il.anyshelf_unrouted - gone.unrouted, updated_at = now() from gone
     where il.inventory_item_id = :item and il.location_id = :place and il.deleted_at is null`,
    { id: orphan.id, item: orphan.item, place: orphan.place }
  )
}

/** An order line that waits for more than is reserved for it. */
export interface HungryRow {
  readonly order_id: string
  readonly display_id: string
  readonly line_item_id: string
  readonly item: string
  readonly sku: string | null
  readonly wanted: string
  readonly claimed: string
}

/** Open orders after an id, with the lines of theirs that lack a reservation and are no backorder. */
export const findHungryOrders = (connection: Connection, after: string, until: string | null): Promise<HungryRow[]> =>
  run<HungryRow>(
    connection,
    `select w.order_id, w.display_id, w.line_item_id, w.item, item.sku, trim_scale(w.wanted)::text as wanted,
       trim_scale(w.claimed)::text as claimed
     from (
       select o.id as order_id, o.display_id::text as display_id, oi.item_id as line_item_id, part.inventory_item_id as item,
         (oi.quantity - oi.fulfilled_quantity - oi.written_off_quantity) * part.required_quantity as wanted,
         coalesce((select sum(r.quantity) from reservation_item r where r.deleted_at is null
           and r.line_item_id = oi.item_id and r.inventory_item_id = part.inventory_item_id), 0)
         + coalesce((select sum(h.quantity) from anyshelf_hold h where h.kind = 'reservation'
           and h.line_item_id = oi.item_id and h.inventory_item_id = part.inventory_item_id), 0)
         + coalesce((select sum(f.quantity) from anyshelf_future_promise f
           where f.line_item_id = oi.item_id and f.inventory_item_id = part.inventory_item_id), 0) as claimed
       from "order" o
       join order_item oi on oi.order_id = o.id and oi.version = o.version and oi.deleted_at is null
       join order_line_item li on li.id = oi.item_id and li.deleted_at is null
       join product_variant v on v.id = li.variant_id and v.deleted_at is null and v.manage_inventory and not v.allow_backorder
       join product_variant_inventory_item part on part.variant_id = v.id and part.deleted_at is null
       where o.id > :after and (:until = '' or o.id <= :until) and ${isOpen}
         and greatest(o.updated_at, oi.updated_at) < now() - cast(:grace as interval)) w
     left join inventory_item item on item.id = w.item
     where w.wanted > w.claimed
     order by w.order_id, w.line_item_id`,
    { after, until: until ?? "", grace: orderSettlesWithin }
  )

const isOpen = `o.status in ('pending', 'requires_action') and o.deleted_at is null and o.canceled_at is null
  and not coalesce(o.is_draft_order, false)`

/** The order that ends a batch of about `size` open orders; null when fewer are left. */
export async function endOfOrders(connection: Connection, after: string, size: number): Promise<string | null> {
  const [row] = await run<{ id: string }>(
    connection,
    `select o.id from "order" o where o.id > :after and ${isOpen} order by o.id offset :size limit 1`,
    { after, size }
  )
  return row?.id ?? null
}
