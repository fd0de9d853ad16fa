import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/knex"
import { MedusaError } from "@medusajs/framework/utils"
import { checkLines } from "./check-lines"
import { notStocked } from "./claim"
import type { CoreInventory, Entity, InventoryContext, LevelAdjustment, LevelInput, LevelUpdate } from "./core"
import { pairKey, readChange, readQuantity, sumDemand, type Pair } from "./demand"
import { lockLevels, readFigures } from "./queries/claim"
import { adjustLevels, lockDoomedLevels, setLevels, type DoomedLevels, type LevelFigures } from "./queries/levels"
import { dropHoldsOf } from "./queries/holds"
import type { ChangedLevel } from "./queries/recordset"
import { announce, transactionOf } from "./transaction"

/**
 * Sets figures of levels. On hand may be set below what is reserved: a count that finds less than was sold is a fact,
 * and core's undo of an update is such a setting too. Nothing can then be promised there, and the excess shows as
 * `reserved > onHand`. Throws NOT_FOUND for a pair without a level, and INVALID_DATA for a figure below zero.
 */
export async function updateLevels(
  service: CoreInventory,
  input: readonly LevelUpdate[],
  context: InventoryContext
): Promise<Entity[]> {
  checkLines(input, ["inventory_item_id", "location_id"])
  const manager = transactionOf(context)
  const figures = mergeFigures(input)
  if (figures.length > 1) await lockLevels(manager, figures)
  const changed = await setLevels(manager, figures)
  if (changed.length < figures.length) await refuseSetting(manager, figures, changed)
  await updateMetadata(service, input, changed, context)
  announce(service, "updated", "inventory_level", changed, context)
  return entitiesOf(service, input.map(pairOf), changed, context)
}

/**
 * Adds to levels, or takes away, all or nothing. On hand may fall below what is reserved, because core's fulfilment
 * takes goods off the shelf before it releases their reservation; it never falls below zero: goods that are not there
 * cannot leave. Throws NOT_ALLOWED then, and NOT_FOUND for a pair without a level.
 */
export async function adjust(
  service: CoreInventory,
  input: readonly LevelAdjustment[],
  context: InventoryContext
): Promise<Entity[]> {
  checkLines(input.map(asLevel), ["inventory_item_id", "location_id"])
  const manager = transactionOf(context)
  const changes = sumDemand(
    input.map((change) => ({
      ...adjustedPair(change),
      quantity: readChange(change.adjustment, "An adjustment"),
      backorder: false,
    }))
  )
  if (changes.length > 1) await lockLevels(manager, changes)
  const changed = await adjustLevels(manager, changes)
  if (changed.length < changes.length) await refuseAdjusting(manager, changes, changed)
  announce(service, "updated", "inventory_level", changed, context)
  return entitiesOf(service, input.map(adjustedPair), changed, context)
}

/** Refuses figures below zero before core inserts the levels. */
export function checkNewLevels(input: readonly LevelInput[]): void {
  checkLines(input, ["inventory_item_id", "location_id"])
  for (const level of input) {
    if (level.stocked_quantity !== undefined) readQuantity(level.stocked_quantity, "stocked_quantity")
    if (level.incoming_quantity !== undefined) readQuantity(level.incoming_quantity, "incoming_quantity")
  }
}

/**
 * Locks levels that are about to go, and throws NOT_ALLOWED when one still carries reservations: its orders would be
 * left without stock, and a level created again would sell the same units twice. What carts hold there goes with it.
 */
export async function keepReserved(manager: SqlEntityManager, doomed: DoomedLevels): Promise<void> {
  const levels = await lockDoomedLevels(manager, doomed)
  const reserved = levels.filter((level) => level.is_reserved)
  const held = levels.filter((level) => level.is_held).map((level) => level.id)
  if (reserved.length === 0 && held.length > 0) await dropHoldsOf(manager, held)
  if (reserved.length === 0) return
  const named = reserved.map((level) => `item ${level.inventory_item_id} at location ${level.location_id}`)
  throw new MedusaError(
    MedusaError.Types.NOT_ALLOWED,
    `Cannot remove stock that is reserved: ${named.join("; ")}. Move or delete its reservations first.`
  )
}

const pairOf = (level: LevelUpdate): Pair => ({ item: level.inventory_item_id, location: level.location_id })
const asLevel = (change: LevelAdjustment | null) =>
  change && { inventory_item_id: change.inventoryItemId, location_id: change.locationId }
const adjustedPair = (change: LevelAdjustment): Pair => ({ item: change.inventoryItemId, location: change.locationId })
const changedKey = (level: ChangedLevel) => pairKey({ item: level.inventory_item_id, location: level.location_id })

function mergeFigures(input: readonly LevelUpdate[]): LevelFigures[] {
  const merged = new Map<string, LevelFigures>()
  for (const update of input) {
    const { stocked_quantity: onHand, incoming_quantity: incoming } = update
    merged.set(pairKey(pairOf(update)), {
      ...merged.get(pairKey(pairOf(update))),
      ...pairOf(update),
      ...(onHand !== undefined && { on_hand: readChange(onHand, "stocked_quantity") }),
      ...(incoming !== undefined && { incoming: readQuantity(incoming, "incoming_quantity") }),
    })
  }
  return [...merged.values()]
}

async function refuseSetting(manager: SqlEntityManager, figures: readonly LevelFigures[], done: ChangedLevel[]) {
  const undone = await withoutLevelThrow(manager, figures, done)
  throw new MedusaError(
    MedusaError.Types.INVALID_DATA,
    `On hand cannot be below zero: ${undone.map((level) => `item ${level.item} at location ${level.location}`).join("; ")}. ` +
      "Set what was counted; goods that are owed are reservations."
  )
}

async function refuseAdjusting(
  manager: SqlEntityManager,
  changes: readonly (Pair & { quantity: string })[],
  done: ChangedLevel[]
) {
  const undone = await withoutLevelThrow(manager, changes, done)
  const wanted = new Map(changes.map((change) => [pairKey(change), change.quantity]))
  const named = undone.map(
    (level) =>
      `item ${level.item} at location ${level.location} has ${level.on_hand} on hand, change ${wanted.get(pairKey(level))}`
  )
  throw new MedusaError(
    MedusaError.Types.NOT_ALLOWED,
    `Not enough stock on hand: ${named.join("; ")}. Count or receive the goods first, then try again.`,
    MedusaError.Codes.INSUFFICIENT_INVENTORY
  )
}

/** The pairs that a statement left out, with their figures; throws NOT_FOUND when some have no level. */
async function withoutLevelThrow(manager: SqlEntityManager, pairs: readonly Pair[], done: readonly ChangedLevel[]) {
  const changed = new Set(done.map(changedKey))
  const left = pairs.filter((pair) => !changed.has(pairKey(pair)))
  const figures = await readFigures(manager, left, "shelf")
  const found = new Set(figures.map(pairKey))
  const missing = left.filter((pair) => !found.has(pairKey(pair)))
  if (missing.length > 0) throw notStocked(missing)
  return figures
}

/** Metadata is no figure: core's ORM merges it. */
async function updateMetadata(
  service: CoreInventory,
  input: readonly (LevelUpdate & { metadata?: unknown })[],
  changed: readonly ChangedLevel[],
  context: InventoryContext
): Promise<void> {
  const ids = new Map(changed.map((level) => [changedKey(level), level.id]))
  const updates = input
    .filter((update) => update.metadata !== undefined)
    .map((update) => ({ id: ids.get(pairKey(pairOf(update))), metadata: update.metadata }))
  await service.inventoryLevelService_.update(updates, context)
}

/** The changed levels as core's callers expect them: one entity for each input, read afresh. */
async function entitiesOf(
  service: CoreInventory,
  asked: readonly Pair[],
  changed: readonly ChangedLevel[],
  context: InventoryContext
): Promise<Entity[]> {
  const ids = changed.map((level) => level.id)
  const entities = await service.inventoryLevelService_.list({ id: ids }, { options: { refresh: true } }, context)
  const byId = new Map(entities.map((entity) => [entity.id, entity]))
  const byPair = new Map(changed.map((level) => [changedKey(level), byId.get(level.id)!]))
  return asked.map((pair) => byPair.get(pairKey(pair))!)
}
