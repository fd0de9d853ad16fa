import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/knex"
import type { MovementKind, MovementPage } from "../contract"
import { run } from "./run"

/** A row of the ledger; numerics and bigints arrive as text. */
export interface MovementRow {
  readonly id: string
  readonly inventory_item_id: string
  readonly location_id: string
  readonly version: string
  readonly kind: MovementKind
  readonly on_hand_delta: string
  readonly reserved_delta: string
  readonly incoming_delta: string
  readonly on_hand_after: string
  readonly reserved_after: string
  readonly incoming_after: string
  readonly cause: string
  readonly cause_id: string | null
  readonly actor: string | null
  readonly correlation_id: string | null
  readonly reason: string | null
  readonly occurred_at: Date
  readonly recorded_at: Date
  /** `recorded_at` in microseconds since 1970. */
  readonly recorded_at_us: string
  readonly parts: readonly PartRow[] | null
}

/** A part as the judge wrote it down. */
export interface PartRow {
  readonly reserved: number | string
  readonly cause: string
  readonly causeId?: string
  readonly actor?: string
  readonly correlationId?: string
  readonly reason?: string
  readonly occurredAt?: string
}

const columns = `m.id, m.inventory_item_id, m.location_id, m.version, m.kind, m.on_hand_delta, m.reserved_delta, m.incoming_delta,
  m.on_hand_after, m.reserved_after, m.incoming_after, m.cause, m.cause_id, m.actor, m.correlation_id, m.reason,
  m.occurred_at, m.recorded_at, (extract(epoch from m.recorded_at) * 1000000)::bigint::text as recorded_at_us, m.parts`

/** The places of an item that the ledger knows of: one step of an index for each, not one for each movement. */
export const placesOf = (item: string): string => `
  with recursive place(id) as (
    select min(m.location_id) from anyshelf_stock_movement m where m.inventory_item_id = ${item}
    union all
    select (select min(m.location_id) from anyshelf_stock_movement m
      where m.inventory_item_id = ${item} and m.location_id > place.id)
    from place where place.id is not null)`

/** The ledger of an item at one location, newest first, older than a version. */
export async function movementsAt(
  manager: SqlEntityManager,
  query: { inventoryItemId: string; locationId: string; limit: number; beforeVersion: number | null }
): Promise<MovementRow[]> {
  return run<MovementRow>(
    manager,
    `select ${columns} from anyshelf_stock_movement m
     where m.inventory_item_id = ? and m.location_id = ? and (?::bigint is null or m.version < ?::bigint)
     order by m.version desc limit ?`,
    [query.inventoryItemId, query.locationId, query.beforeVersion, query.beforeVersion, query.limit]
  )
}

/**
 * A page of movements, newest first. Of one item, the newest of each of its places are read and merged; of all items, the
 * list is walked by time. Either way an index gives the order.
 */
export async function movementPage(manager: SqlEntityManager, page: MovementPage): Promise<MovementRow[]> {
  const { sql, values } = conditions(page)
  const newest = `order by m.recorded_at desc, m.id desc limit ?`
  if (page.inventoryItemId === undefined || page.locationId !== undefined) {
    const pair = page.inventoryItemId === undefined ? [] : [page.inventoryItemId]
    return run<MovementRow>(
      manager,
      `select ${columns} from anyshelf_stock_movement m
       where ${[...pair.map(() => "m.inventory_item_id = ?"), ...sql].join(" and ") || "true"} ${newest}`,
      [...pair, ...values, page.limit]
    )
  }
  const item = page.inventoryItemId
  return run<MovementRow>(
    manager,
    `${placesOf("?")}
     select ${columns} from place cross join lateral (
       select * from anyshelf_stock_movement m
       where ${["m.inventory_item_id = ?", "m.location_id = place.id", ...sql].join(" and ")} ${newest}) m
     where place.id is not null ${newest}`,
    [item, item, item, ...values, page.limit, page.limit]
  )
}

/** What a page leaves out, as conditions on `m` with their values in order. */
function conditions({ locationId, kind, cause, from, to, after }: MovementPage) {
  const all: [string, unknown[]][] = []
  if (locationId !== undefined) all.push(["m.location_id = ?", [locationId]])
  if (kind !== undefined) all.push(["m.kind = ?", [kind]])
  if (cause !== undefined)
    all.push(["(m.cause = ? or m.parts @> jsonb_build_array(jsonb_build_object('cause', ?::text)))", [cause, cause]])
  if (from !== undefined) all.push(["m.recorded_at >= ?", [from]])
  if (to !== undefined) all.push(["m.recorded_at < ?", [to]])
  if (after !== undefined) {
    const instant = "timestamptz 'epoch' + ?::bigint * interval '1 microsecond'"
    all.push([`(m.recorded_at, m.id) < (${instant}, ?::text)`, [after.recordedAt, after.id]])
  }
  return { sql: all.map(([sql]) => sql), values: all.flatMap(([, values]) => values) }
}
