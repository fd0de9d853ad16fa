import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/knex"
import type { Pair } from "../demand"
import { raw } from "../sql/raw"
import { recordset, rows, type ChangedLevel } from "./recordset"
import { run } from "./run"

/** Figures to write to one level; one that is left out stays as it is. */
export interface LevelFigures extends Pair {
  readonly on_hand?: string
  readonly incoming?: string
}

/**
 * Sets what is on hand or incoming, in absolute figures. A negative count is not written, unless it brings a level that
 * stock Medusa has let fall below zero nearer to it.
 */
export async function setLevels(manager: SqlEntityManager, figures: readonly LevelFigures[]): Promise<ChangedLevel[]> {
  const onHand = "coalesce(d.on_hand, il.stocked_quantity)"
  const incoming = "coalesce(d.incoming, il.incoming_quantity)"
  return run<ChangedLevel>(
    manager,
    `update inventory_level il
     set stocked_quantity = ${onHand}, raw_stocked_quantity = ${raw(onHand)},
         incoming_quantity = ${incoming}, raw_incoming_quantity = ${raw(incoming)}, updated_at = now()
     from ${recordset("on_hand numeric", "incoming numeric")}
     where il.inventory_item_id = d.item and il.location_id = d.location and il.deleted_at is null
       and ${onHand} >= least(il.stocked_quantity, 0)
     returning il.id, il.inventory_item_id, il.location_id`,
    [rows(figures)]
  )
}

/** Adds to what is on hand, or takes away; never takes below zero. */
export async function adjustLevels(
  manager: SqlEntityManager,
  changes: readonly (Pair & { readonly quantity: string })[]
): Promise<ChangedLevel[]> {
  const onHand = "il.stocked_quantity + d.quantity"
  return run<ChangedLevel>(
    manager,
    `update inventory_level il
     set stocked_quantity = ${onHand}, raw_stocked_quantity = ${raw(onHand)}, updated_at = now()
     from ${recordset("quantity numeric")}
     where il.inventory_item_id = d.item and il.location_id = d.location and il.deleted_at is null
       and (d.quantity >= 0 or ${onHand} >= 0)
     returning il.id, il.inventory_item_id, il.location_id`,
    [rows(changes)]
  )
}

/** Creates an empty level where none stands, so that an oversold sale has a place to be recorded. */
export async function ensureLevels(
  manager: SqlEntityManager,
  levels: readonly (Pair & { readonly id: string })[]
): Promise<void> {
  const zero = raw("0::numeric")
  await run(
    manager,
    `insert into inventory_level (id, inventory_item_id, location_id, stocked_quantity, raw_stocked_quantity,
       reserved_quantity, raw_reserved_quantity, incoming_quantity, raw_incoming_quantity)
     select d.id, d.item, d.location, 0, ${zero}, 0, ${zero}, 0, ${zero}
     from ${recordset("id text")}
     order by d.item, d.location
     on conflict (inventory_item_id, location_id) where deleted_at is null do nothing`,
    [rows(levels)]
  )
}

/** Which levels are about to go. */
export interface DoomedLevels {
  readonly levelIds?: readonly string[]
  readonly itemIds?: readonly string[]
  readonly locationIds?: readonly string[]
}

/** A level that is about to go, and whether reservations keep it, and whether carts hold units there. */
export interface DoomedLevel extends ChangedLevel {
  readonly is_reserved: boolean
  readonly is_held: boolean
}

/**
 * Locks the living levels that are about to go, and says which still carry reservations, pool-scoped ones included: they must
 * stay. A claim that is being made waits for the lock, and then finds the level gone.
 */
export async function lockDoomedLevels(manager: SqlEntityManager, doomed: DoomedLevels): Promise<DoomedLevel[]> {
  return run<DoomedLevel>(
    manager,
    `with doomed as (
       select id, inventory_item_id, location_id, reserved_quantity, anyshelf_unrouted, anyshelf_held from inventory_level
       where deleted_at is null
         and (id = any(?::text[]) or inventory_item_id = any(?::text[]) or location_id = any(?::text[]))
       order by inventory_item_id, location_id
       for no key update)
     select id, inventory_item_id, location_id, reserved_quantity > 0 or anyshelf_unrouted > 0 as is_reserved,
       anyshelf_held > 0 as is_held
     from doomed`,
    [[...(doomed.levelIds ?? [])], [...(doomed.itemIds ?? [])], [...(doomed.locationIds ?? [])]]
  )
}
