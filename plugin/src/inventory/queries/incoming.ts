import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/knex"
import type { Pair } from "../demand"
import { raw } from "../sql/raw"
import { recordset, rows, type ChangedLevel } from "./recordset"
import { run } from "./run"

/** Supply as stored; quantities as exact text. */
export interface SupplyRow extends Pair {
  readonly id: string
  readonly quantity: string
  readonly expected_at: Date
  readonly source_id: string | null
  readonly received_quantity: string | null
  readonly received_at: Date | null
  readonly cancelled_at: Date | null
}

/** Units of future supply that belong to an order line. */
export interface PromisedRow extends Pair {
  readonly id: string
  readonly line_item_id: string
  readonly quantity: string
  readonly promised_for: Date
  readonly description: string | null
  readonly created_by: string | null
}

const supplyColumns = `s.id, s.inventory_item_id as item, s.location_id as location, trim_scale(s.quantity)::text as quantity,
  s.expected_at, s.source_id, trim_scale(s.received_quantity)::text as received_quantity, s.received_at, s.cancelled_at`

const promisedColumns = `p.id, p.inventory_item_id as item, p.location_id as location, p.line_item_id,
  trim_scale(p.quantity)::text as quantity, p.promised_for, p.description, p.created_by`

/**
 * One writer at a time to the future of a pair, and to the promises of an order line. Pairs first, then lines, and both before
 * any row: releasing a claim takes its order line only, so nobody waits in a circle.
 */
export async function lockFuture(
  manager: SqlEntityManager,
  names: { readonly pairs?: readonly Pair[]; readonly lineItemIds?: readonly string[] }
): Promise<void> {
  const pairs = (names.pairs ?? []).map(({ item, location }) => `future ${JSON.stringify([item, location])}`)
  for (const locks of [pairs, [...(names.lineItemIds ?? [])]]) {
    if (locks.length > 0) await run(manager, `select anyshelf_lock_owners(?::text[])`, [locks])
  }
}

export async function readSupplyByIds(manager: SqlEntityManager, ids: readonly string[]): Promise<SupplyRow[]> {
  return run<SupplyRow>(manager, `select ${supplyColumns} from anyshelf_incoming s where s.id = any(?::text[])`, [
    [...ids],
  ])
}

/** What is still expected of items, earliest first; at all locations when none is named. */
export async function readOpenSupply(
  manager: SqlEntityManager,
  items: readonly string[],
  locations: readonly string[] | null
): Promise<SupplyRow[]> {
  return run<SupplyRow>(
    manager,
    `select ${supplyColumns} from anyshelf_incoming s
     where s.received_at is null and s.cancelled_at is null and s.inventory_item_id = any(?::text[])
       and (?::text[] is null or s.location_id = any(?::text[]))
     order by s.expected_at, s.id limit 10000`,
    [[...items], locations && [...locations], locations && [...locations]]
  )
}

/** What is promised of the future of items, earliest first. */
export async function readPromised(
  manager: SqlEntityManager,
  items: readonly string[],
  locations: readonly string[] | null
): Promise<PromisedRow[]> {
  return run<PromisedRow>(
    manager,
    `select ${promisedColumns} from anyshelf_future_promise p
     where p.inventory_item_id = any(?::text[]) and (?::text[] is null or p.location_id = any(?::text[]))
     order by p.promised_for, p.id limit 10000`,
    [[...items], locations && [...locations], locations && [...locations]]
  )
}

/** Writes what is expected; returns what this changed. */
export async function writeSupply(
  manager: SqlEntityManager,
  supplies: readonly (Pair & { id: string; quantity: string; expected_at: string; source_id: string | null })[]
): Promise<string[]> {
  const written = await run<{ id: string }>(
    manager,
    `insert into anyshelf_incoming as s (id, inventory_item_id, location_id, quantity, expected_at, source_id)
     select d.id, d.item, d.location, d.quantity, d.expected_at, d.source_id
     from ${recordset("id text", "quantity numeric", "expected_at timestamptz", "source_id text")}
     order by d.id
     on conflict (id) do update set quantity = excluded.quantity, expected_at = excluded.expected_at,
       source_id = excluded.source_id, updated_at = now()
     where (s.quantity, s.expected_at, s.source_id) is distinct from (excluded.quantity, excluded.expected_at, excluded.source_id)
     returning s.id`,
    [rows(supplies)]
  )
  return written.map(({ id }) => id)
}

export async function closeSupply(manager: SqlEntityManager, id: string, received: string | null): Promise<void> {
  await run(
    manager,
    received === null
      ? `update anyshelf_incoming set cancelled_at = now(), updated_at = now() where id = ?`
      : `update anyshelf_incoming set received_at = now(), received_quantity = ?::numeric, updated_at = now() where id = ?`,
    received === null ? [id] : [received, id]
  )
}

/** Puts what came on the shelf, and makes core's figure of what is incoming equal to what is still expected. */
export async function settleIncoming(
  manager: SqlEntityManager,
  levels: readonly (Pair & { readonly received: string })[]
): Promise<ChangedLevel[]> {
  const onHand = "il.stocked_quantity + d.received"
  const incoming = `coalesce((select sum(s.quantity) from anyshelf_incoming s where s.received_at is null and s.cancelled_at is null
    and s.inventory_item_id = il.inventory_item_id and s.location_id = il.location_id), 0)`
  return run<ChangedLevel>(
    manager,
    `update inventory_level il
     set stocked_quantity = ${onHand}, raw_stocked_quantity = ${raw(onHand)},
       incoming_quantity = ${incoming}, raw_incoming_quantity = ${raw(incoming)}, updated_at = now()
     from ${recordset("received numeric")}
     where il.inventory_item_id = d.item and il.location_id = d.location and il.deleted_at is null
     returning il.id, il.inventory_item_id, il.location_id`,
    [rows(levels)]
  )
}

/** What is free at a level to whoever may use safety stock too, and what can be promised of it. */
export async function readFree(
  manager: SqlEntityManager,
  item: string,
  locations: readonly string[]
): Promise<{ location: string; free: string; available: string }[]> {
  return run(
    manager,
    `select t.place as location, trim_scale(t.on_hand - t.reserved - t.held - t.unrouted)::text as free,
       trim_scale(t.available)::text as available
     from anyshelf_terms(array[?::text], ?::text[]) t`,
    [item, [...locations]]
  )
}

/** Living reservations of order lines for an item, locked. */
export async function lockLineReservations(
  manager: SqlEntityManager,
  item: string,
  lineItemIds: readonly string[]
): Promise<{ id: string; line_item_id: string; location: string }[]> {
  return run(
    manager,
    `select r.id, r.line_item_id, r.location_id as location from reservation_item r
     where r.deleted_at is null and r.inventory_item_id = ? and r.line_item_id = any(?::text[]) order by r.id for update`,
    [item, [...lineItemIds]]
  )
}

/** Raises a reservation whose stock was claimed already. */
export async function raiseReservation(manager: SqlEntityManager, id: string, by: string): Promise<void> {
  await run(
    manager,
    `update reservation_item r set quantity = r.quantity + ?::numeric, raw_quantity = ${raw("r.quantity + ?::numeric")},
       updated_at = now() where r.id = ?`,
    [by, by, id]
  )
}

export async function writePromised(
  manager: SqlEntityManager,
  row: Omit<PromisedRow, "promised_for"> & { readonly promised_for: Date }
): Promise<void> {
  await run(
    manager,
    `insert into anyshelf_future_promise (id, inventory_item_id, location_id, line_item_id, quantity, promised_for, description, created_by)
     values (?, ?, ?, ?, ?::numeric, ?::timestamptz, ?, ?)`,
    [
      row.id,
      row.item,
      row.location,
      row.line_item_id,
      row.quantity,
      row.promised_for.toISOString(),
      row.description,
      row.created_by,
    ]
  )
}

/** Lowers a promise by what has come of it; one that is kept is gone. */
export async function lowerPromised(manager: SqlEntityManager, id: string, by: string): Promise<void> {
  await run(manager, `delete from anyshelf_future_promise where id = ? and quantity <= ?::numeric`, [id, by])
  await run(manager, `update anyshelf_future_promise set quantity = quantity - ?::numeric where id = ?`, [by, id])
}

/** The answer that stands for a key, if one does; a caller with the same key waits here until it is given. */
export async function takeKey<Answer>(
  manager: SqlEntityManager,
  key: string,
  print: string
): Promise<Answer | { readonly reused: true } | null> {
  const [row] = await run<{ answers: Record<string, Answer | { reused: true }> }>(
    manager,
    `select anyshelf_take_keys(?::jsonb) as answers`,
    [JSON.stringify([{ n: 0, key, print }])]
  )
  return row?.answers["0"] ?? null
}

export async function answerKey(manager: SqlEntityManager, key: string, answer: object): Promise<void> {
  await run(manager, `update anyshelf_idempotency_key set answer = ?::jsonb where key = ?`, [
    JSON.stringify(answer),
    key,
  ])
}

/** Which of these items exist. */
export async function knownItems(manager: SqlEntityManager, items: readonly string[]): Promise<string[]> {
  const found = await run<{ id: string }>(
    manager,
    `select id from inventory_item where id = any(?::text[]) and deleted_at is null`,
    [[...items]]
  )
  return found.map(({ id }) => id)
}

/** The database's clock. */
export async function readClock(manager: SqlEntityManager): Promise<Date> {
  const [row] = await run<{ now: Date }>(manager, `select clock_timestamp() as now`)
  return row!.now
}
