import { raw } from "../../sql/raw"
import { adjustingEntry } from "../limits"
import type { LevelFacts } from "./level-facts"
import { run, type Connection } from "./run"

/** Why this transaction writes: what the triggers put beside each of its movements. */
export async function tellCause(
  connection: Connection,
  cause: { cause: "doctor" | "uninstall"; code: string; actor: string; reason: string }
): Promise<void> {
  await run(
    connection,
    `select set_config('anyshelf.cause', :cause, true), set_config('anyshelf.cause_id', :code, true),
       set_config('anyshelf.actor', :actor, true), set_config('anyshelf.reason', :reason, true)`,
    cause
  )
}

/** Waits for locks no longer than this, in this transaction. */
export async function limitPatience(connection: Connection, ms: number): Promise<void> {
  await run(connection, `select set_config('lock_timeout', :ms, true)`, { ms: String(ms) })
}

/** Locks a living level as every writer does; null when there is none. */
export async function lockLevel(connection: Connection, pair: { item: string; place: string }): Promise<string | null> {
  const [row] = await run<{ id: string }>(
    connection,
    `select id from inventory_level
     where inventory_item_id = :item and location_id = :place and deleted_at is null order by id for no key update`,
    { item: pair.item, place: pair.place }
  )
  return row?.id ?? null
}

/** Removes holds that have lapsed; all of them where the item is not stocked any more. The caller has the level. */
export async function removeHolds(connection: Connection, facts: LevelFacts): Promise<void> {
  await run(
    connection,
    `delete from anyshelf_hold where kind = 'hold' and inventory_item_id = :item and location_id = :place
       and (cast(:everything as boolean) or expires_at <= clock_timestamp())`,
    { item: facts.item, place: facts.place, everything: facts.level_id === null }
  )
}

/**
 * Reopens the ledger of a pair: one movement that ends at what the level says now, numbered beyond both. Nothing that was
 * written before changes.
 */
export async function writeAdjustingEntry(connection: Connection, facts: LevelFacts, reason: string): Promise<void> {
  await run(
    connection,
    `with entry as (
       insert into anyshelf_stock_movement (inventory_item_id, location_id, version, kind,
         on_hand_before, on_hand_delta, on_hand_after, reserved_before, reserved_delta, reserved_after,
         incoming_before, incoming_delta, incoming_after, cause, cause_id, actor, reason, occurred_at, recorded_at)
       select :item, :place, greatest(cast(:version as bigint), cast(:booked_version as bigint)) + 1, 'adjusted',
         b.on_hand, n.on_hand - b.on_hand, n.on_hand, b.reserved, n.reserved - b.reserved, n.reserved,
         b.incoming, n.incoming - b.incoming, n.incoming, 'doctor', :entry, current_setting('anyshelf.actor', true), :reason,
         t.now_, t.now_
       from (select cast(:booked_on_hand as numeric), cast(:booked_reserved as numeric), cast(:booked_incoming as numeric))
           as b(on_hand, reserved, incoming),
         (select cast(:on_hand as numeric), cast(:reserved as numeric), cast(:incoming as numeric)) as n(on_hand, reserved, incoming),
         (select greatest(clock_timestamp(), max(m.recorded_at) + interval '1 microsecond') from anyshelf_stock_movement m
          where m.inventory_item_id = :item and m.location_id = :place) as t(now_)
       returning inventory_item_id, location_id, version, recorded_at),
     numbered as (
       update inventory_level il set anyshelf_version = entry.version, anyshelf_changed_at = entry.recorded_at
       from entry where il.id = :level_id returning il.id)
     select anyshelf_mark(inventory_item_id, location_id, version) from entry`,
    { ...parameters(facts), entry: adjustingEntry, reason }
  )
}

/** Sets every counter to what it counts, and every twin to its figure; the triggers write what follows from it. */
export async function setCounters(connection: Connection, facts: LevelFacts): Promise<void> {
  await run(
    connection,
    `update inventory_level il set
       reserved_quantity = c.claimed, raw_reserved_quantity = ${raw("c.claimed")},
       raw_stocked_quantity = ${raw("il.stocked_quantity")},
       incoming_quantity = ${incoming}, raw_incoming_quantity = ${raw(incoming)},
       anyshelf_held = c.holds, anyshelf_unrouted = c.pooled, updated_at = now()
     from (select cast(:claimed as numeric) as claimed, cast(:holds as numeric) as holds, cast(:pooled as numeric) as pooled,
       cast(:expected as numeric) as expected) c
     where il.id = :level_id`,
    parameters(facts)
  )
}

/** Tells channels of the present number. */
export async function markLevel(connection: Connection, facts: { item: string; place: string }): Promise<void> {
  await run(
    connection,
    `select anyshelf_mark(il.inventory_item_id, il.location_id, il.anyshelf_version) from inventory_level il
     where il.inventory_item_id = :item and il.location_id = :place and il.deleted_at is null`,
    { item: facts.item, place: facts.place }
  )
}

const incoming = "greatest(il.incoming_quantity, c.expected)"

/** Only what statements bind: a list among the values would be taken for several. */
const parameters = ({ broken: _law, ...figures }: LevelFacts): Record<string, unknown> => ({ ...figures })
