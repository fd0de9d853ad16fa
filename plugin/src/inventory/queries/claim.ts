import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/knex"
import type { Demand, Pair } from "../demand"
import { raw } from "../sql/raw"
import { recordset, rows, type ChangedLevel } from "./recordset"
import { run } from "./run"

/**
 * Down to what a claim may go: `promise` leaves safety stock alone, `shelf` may use it. Demand that may exceed the
 * shelf altogether has nothing `firm` and needs no floor.
 */
export type Floor = "promise" | "shelf"

/**
 * Locks the living levels of these pairs, in the one order that every writer uses, so that two writers never wait for
 * each other. Needed before a statement that changes several levels; a single row is its own lock.
 */
export async function lockLevels(manager: SqlEntityManager, pairs: readonly Pair[]): Promise<void> {
  await run(
    manager,
    `select 1 from inventory_level il
     join ${recordset()} on il.inventory_item_id = d.item and il.location_id = d.location
     where il.deleted_at is null
     order by il.inventory_item_id, il.location_id
     for no key update of il`,
    [rows(pairs)]
  )
}

/**
 * Claims and releases stock: all of the demand, or none of it and nothing is returned. This one statement decides
 * whether a unit may be sold; nothing that was read before counts.
 *
 * The condition stands twice on purpose. On the row itself PostgreSQL judges it again when the row had to be waited
 * for, which makes a single pair safe without a lock. The `not exists` makes several pairs all or nothing, and is exact
 * because their rows are locked already. `reserved` never falls below zero, so that a counter which stock Medusa left
 * too low cannot turn into stock that does not exist.
 */
export async function claimStock(
  manager: SqlEntityManager,
  demand: readonly Demand[],
  floor: Floor
): Promise<ChangedLevel[]> {
  const reserved = "greatest(il.reserved_quantity + d.quantity, 0)"
  const demanded = recordset("quantity numeric", "firm numeric")
  return run<ChangedLevel>(
    manager,
    `update inventory_level il
     set reserved_quantity = ${reserved}, raw_reserved_quantity = ${raw(reserved)}, updated_at = now()
     from ${demanded}
     where il.inventory_item_id = d.item and il.location_id = d.location and il.deleted_at is null
       and (d.firm is null or ${available("il", floor)} >= d.firm)
       and not exists (
         select 1 from ${demanded}
         left join inventory_level other
           on other.inventory_item_id = d.item and other.location_id = d.location and other.deleted_at is null
         where (other.id is null and d.quantity >= 0) or ${available("other", floor)} < d.firm)
     returning il.id, il.inventory_item_id, il.location_id`,
    [rows(demand), rows(demand)]
  )
}

/** What one pair had when it was refused, as text so that nothing is rounded. */
export interface PairFigures extends Pair {
  readonly on_hand: string
  readonly available: string
}

/** The figures behind a refusal. Pairs without a living level are absent. */
export async function readFigures(
  manager: SqlEntityManager,
  pairs: readonly Pair[],
  floor: Floor
): Promise<PairFigures[]> {
  return run<PairFigures>(
    manager,
    `select d.item, d.location, trim_scale(il.stocked_quantity)::text as on_hand,
       trim_scale(${available("il", floor)})::text as available
     from ${recordset()}
     join inventory_level il
       on il.inventory_item_id = d.item and il.location_id = d.location and il.deleted_at is null`,
    [rows(pairs)]
  )
}

/** What may still be claimed of a level joined to its demand `d`; negative where it is oversold. */
function available(level: string, floor: Floor): string {
  const safety = floor === "promise" ? " - anyshelf_safety(d.item, d.location)" : ""
  return `anyshelf_free(${level})${safety}`
}
