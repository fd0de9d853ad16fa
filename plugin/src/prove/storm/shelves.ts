import type { Opening } from "../judge/shelves"
import type { StormPlan } from "../plan"
import type { Random } from "../random"

/** A stock item and where it lies. */
export interface Item {
  readonly id: string
  readonly places: readonly string[]
}

export interface Shelves {
  readonly hot: readonly Item[]
  readonly normal: readonly Item[]
  readonly opening: readonly Opening[]
}

/** Calls the inventory service; rejects when it refuses. */
export type CallService = (method: string, args: readonly unknown[]) => Promise<unknown>

const places = ["warehouse", "store-1", "store-2", "store-3"]
const levelsPerCall = 500

/**
 * Fills the shelves. Hot items lie everywhere, normal ones at two places; there is less than will be asked for, so that
 * stock runs out while buyers still come.
 */
export async function fillShelves(call: CallService, plan: StormPlan, chance: Random): Promise<Shelves> {
  const skus = Array.from({ length: plan.hotItems + plan.normalItems }, (_, at) => ({ sku: `SKU-${at}` }))
  const made = (await call("createInventoryItems", [skus])) as { id: string }[]
  const hot = made.slice(0, plan.hotItems).map(({ id }) => ({ id, places }))
  const normal = made.slice(plan.hotItems).map(({ id }) => ({ id, places: twoPlaces(chance) }))
  const opening = [...stocked(hot, shareOf(plan, 0.06)), ...stocked(normal, shareOf(plan, 0.25) / plan.normalItems)]
  for (let at = 0; at < opening.length; at += levelsPerCall) {
    const levels = opening.slice(at, at + levelsPerCall).map(({ item, place, onHand }) => ({
      inventory_item_id: item,
      location_id: place,
      stocked_quantity: onHand,
    }))
    await call("createInventoryLevels", [levels])
  }
  return { hot, normal, opening }
}

const shareOf = (plan: StormPlan, share: number) => plan.attempts * share

function twoPlaces(chance: Random): string[] {
  const first = chance.between(0, places.length - 1)
  const second = (first + chance.between(1, places.length - 1)) % places.length
  return [places[first]!, places[second]!]
}

const stocked = (items: readonly Item[], perPlace: number): Opening[] =>
  items.flatMap(({ id, places: at }) =>
    at.map((place) => ({ item: id, place, onHand: Math.max(2, Math.round(perPlace)) }))
  )
