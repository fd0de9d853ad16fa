import type { AdjustmentRecord, ChangeRecord, LevelRecord, Quantities } from "./records"
import type { ShopStore } from "./store"

/** The states a unit can be in, as Shopify names them. `on_hand` is not one of them but the sum of the physical ones. */
export type QuantityState = keyof Quantities

const physical: readonly QuantityState[] = [
  "available",
  "committed",
  "reserved",
  "damaged",
  "safety_stock",
  "quality_control",
]

/** Every name Shopify lets one ask for. */
export const quantityNames: readonly string[] = [...physical, "incoming", "on_hand"]

export const emptyQuantities = (): Quantities => ({
  available: 0,
  committed: 0,
  reserved: 0,
  damaged: 0,
  safety_stock: 0,
  quality_control: 0,
  incoming: 0,
})

export const onHand = (quantities: Quantities): number => physical.reduce((sum, state) => sum + quantities[state], 0)

/** Null for a name that is none. */
export function quantityOf(level: LevelRecord, name: string): number | null {
  if (name === "on_hand") return onHand(level.quantities)
  return quantityNames.includes(name) ? level.quantities[name as QuantityState] : null
}

/** Makes the place stock the article, with nothing of it. A place that stocked it before keeps its numbers. */
export function activateLevel(store: ShopStore, inventoryItemId: number, locationId: number): LevelRecord {
  const now = store.clock.now()
  const known = store.level(inventoryItemId, locationId)
  if (!known) {
    const quantities = emptyQuantities()
    return store.levels.add({
      id: store.nextId(),
      inventoryItemId,
      locationId,
      quantities,
      isActive: true,
      createdAt: now,
      updatedAt: now,
    })
  }
  if (!known.isActive) Object.assign(known, { isActive: true, updatedAt: now })
  return known
}

/** One movement at one place: so many units more, or fewer, in each of these states. */
export interface Movement {
  readonly level: LevelRecord
  readonly deltas: Partial<Quantities>
  readonly ledgerDocumentUri?: string | null
}

export interface Cause {
  readonly reason: string
  readonly referenceDocumentUri: string | null
}

/**
 * Carries out movements together and tells of each level that can now sell more or less. Null when nothing moved.
 * Nothing is checked here: who calls has decided.
 */
export function applyMovements(
  store: ShopStore,
  movements: readonly Movement[],
  cause: Cause
): AdjustmentRecord | null {
  const changes = movements.flatMap((movement) => moveOne(store, movement))
  if (changes.length === 0) return null
  const group: AdjustmentRecord = { id: store.nextId(), ...cause, createdAt: store.clock.now(), changes }
  store.adjustments.add(group)
  for (const level of new Set(movements.map((movement) => movement.level))) {
    const isTold = changes.some(
      (change) =>
        change.name === "available" &&
        change.inventoryItemId === level.inventoryItemId &&
        change.locationId === level.locationId
    )
    if (isTold) store.emit({ topic: "INVENTORY_LEVELS_UPDATE", level })
  }
  store.touch()
  return group
}

function moveOne(store: ShopStore, { level, deltas, ledgerDocumentUri = null }: Movement): ChangeRecord[] {
  const before = onHand(level.quantities)
  const place = { inventoryItemId: level.inventoryItemId, locationId: level.locationId, ledgerDocumentUri }
  const changes: ChangeRecord[] = []
  for (const [name, delta] of Object.entries(deltas) as [QuantityState, number][]) {
    if (delta === 0) continue
    level.quantities[name] += delta
    changes.push({ name, delta, quantityAfterChange: level.quantities[name], ...place })
  }
  const after = onHand(level.quantities)
  if (after !== before) changes.push({ name: "on_hand", delta: after - before, quantityAfterChange: after, ...place })
  if (changes.length > 0) {
    level.updatedAt = store.clock.now()
    touchVariant(store, level)
  }
  return changes
}

/** A variant shows the sum of its places, so that it changes with each of them. */
function touchVariant(store: ShopStore, level: LevelRecord): void {
  const variant = store.variantByItem(level.inventoryItemId)
  if (variant) variant.updatedAt = level.updatedAt
}

/** What can be sold online: all active places that fulfil online orders, together. Negative when more was promised. */
export function sellableOnline(store: ShopStore, inventoryItemId: number): number {
  return store
    .levelsOfItem(inventoryItemId)
    .filter((level) => level.isActive && sellsOnline(store, level.locationId))
    .reduce((sum, level) => sum + level.quantities.available, 0)
}

export function sellsOnline(store: ShopStore, locationId: number): boolean {
  const location = store.locations.get(locationId)
  return location !== undefined && location.isActive && location.fulfillsOnlineOrders
}
