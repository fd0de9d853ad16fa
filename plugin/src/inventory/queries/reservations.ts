import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/knex"
import { raw } from "../sql/raw"
import { run } from "./run"

/** What a reservation claims; the quantity as exact text. */
export interface ReservationRow {
  readonly id: string
  readonly item: string
  readonly location: string
  readonly quantity: string
  readonly allow_backorder: boolean
}

/** Which reservations a call means. Only one of these is given. */
export interface ReservationFilter {
  readonly ids?: readonly string[]
  readonly lineItemIds?: readonly string[]
  readonly locationIds?: readonly string[]
}

const columns = `r.id, r.inventory_item_id as item, r.location_id as location,
  trim_scale(r.quantity)::text as quantity, r.allow_backorder`

const selected = `(id = any(?::text[]) or line_item_id = any(?::text[]) or location_id = any(?::text[]))`

const parameters = (filter: ReservationFilter) => [
  [...(filter.ids ?? [])],
  [...(filter.lineItemIds ?? [])],
  [...(filter.locationIds ?? [])],
]

/** Locks living reservations by id, and returns what they claim at this moment. */
export async function lockReservations(manager: SqlEntityManager, ids: readonly string[]): Promise<ReservationRow[]> {
  return run<ReservationRow>(
    manager,
    `select ${columns} from reservation_item r
     where r.id = any(?::text[]) and r.deleted_at is null
     order by r.id for update`,
    [[...ids]]
  )
}

/** Deletes reservations for good; returns those that were still living, whose stock is now free. */
export async function eraseReservations(
  manager: SqlEntityManager,
  filter: ReservationFilter
): Promise<ReservationRow[]> {
  const erased = await run<ReservationRow & { was_live: boolean }>(
    manager,
    `with chosen as (select id from reservation_item where ${selected} order by id for update)
     delete from reservation_item r using chosen where r.id = chosen.id
     returning ${columns}, r.deleted_at is null as was_live`,
    parameters(filter)
  )
  return erased.filter((row) => row.was_live)
}

/**
 * Brings soft-deleted reservations back. Of those selected by line item, only the ones that were deleted last, be it bound or
 * in a pool: core also soft-deletes a reservation when it is fulfilled, and what has left the building must not be claimed again.
 */
export async function reviveReservations(
  manager: SqlEntityManager,
  filter: ReservationFilter
): Promise<ReservationRow[]> {
  return run<ReservationRow>(
    manager,
    `with chosen as (
       select id, line_item_id, deleted_at from reservation_item
       where deleted_at is not null and ${selected} order by id for update),
     latest as (
       select max(x.at) as at from (
         select deleted_at as at from chosen
         union all select released_at from anyshelf_released_pool where line_item_id = any(?::text[])) x)
     update reservation_item r set deleted_at = null, updated_at = now()
     from chosen, latest
     where r.id = chosen.id and (? or chosen.deleted_at = latest.at)
     returning ${columns}`,
    [...parameters(filter), [...(filter.lineItemIds ?? [])], filter.lineItemIds === undefined]
  )
}

/** Says of reservations that they may exceed the shelf, so that the excess is explicit. */
export async function markBackordered(manager: SqlEntityManager, ids: readonly string[]): Promise<void> {
  await run(
    manager,
    `update reservation_item set allow_backorder = true, updated_at = now() where id = any(?::text[])`,
    [[...ids]]
  )
}

/** A reservation to insert under the caller's own id. */
export interface NewReservation {
  readonly id: string
  readonly item: string
  readonly location: string
  readonly quantity: string
  readonly line_item_id: string
  readonly external_id: string | null
  readonly description: string | null
  readonly allow_backorder: boolean
}

/**
 * Inserts reservations whose ids are not taken, and returns the ids inserted. A concurrent call with the same ids waits
 * here for the first to commit, and then inserts nothing.
 */
export async function insertReservations(
  manager: SqlEntityManager,
  reservations: readonly NewReservation[]
): Promise<string[]> {
  const inserted = await run<{ id: string }>(
    manager,
    `insert into reservation_item (id, inventory_item_id, location_id, quantity, raw_quantity, line_item_id,
       external_id, description, allow_backorder)
     select n.id, n.item, n.location, n.quantity, ${raw("n.quantity")}, n.line_item_id,
       n.external_id, n.description, n.allow_backorder
     from jsonb_to_recordset(?::jsonb) as n(id text, item text, location text, quantity numeric, line_item_id text,
       external_id text, description text, allow_backorder boolean)
     order by n.id
     on conflict (id) do nothing
     returning id`,
    [JSON.stringify(reservations)]
  )
  return inserted.map((row) => row.id)
}

/** What stands under these ids, deleted or not: a cancelled sale has happened too. */
export async function readReservationKeys(
  manager: SqlEntityManager,
  ids: readonly string[]
): Promise<{ id: string; item: string; line_item_id: string | null }[]> {
  return run(
    manager,
    `select id, inventory_item_id as item, line_item_id from reservation_item where id = any(?::text[])`,
    [[...ids]]
  )
}

/** When the reservations of these items were deleted, to keep them so when the items come back. */
export async function readDeletedReservations(
  manager: SqlEntityManager,
  itemIds: readonly string[]
): Promise<{ id: string; deleted_at: string }[]> {
  return run(
    manager,
    `select id, deleted_at::text as deleted_at from reservation_item
     where inventory_item_id = any(?::text[]) and deleted_at is not null order by id for update`,
    [[...itemIds]]
  )
}

/** Puts reservations back among the deleted, at the time they were deleted. */
export async function keepDeleted(
  manager: SqlEntityManager,
  deleted: readonly { id: string; deleted_at: string }[]
): Promise<void> {
  await run(
    manager,
    `update reservation_item r set deleted_at = was.deleted_at
     from jsonb_to_recordset(?::jsonb) as was(id text, deleted_at timestamptz) where r.id = was.id`,
    [JSON.stringify(deleted)]
  )
}
