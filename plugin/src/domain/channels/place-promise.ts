import { promiseAt } from "../availability"
import { coveringUnits } from "../shared/units"
import type { Component } from "./publication"

/** A place of the channel, and which of our locations serve it, in the order of the mapping. */
export interface Place {
  readonly externalId: string
  readonly locationIds: readonly string[]
}

/** What is on a shelf of ours. */
export interface Shelf {
  readonly inventoryItemId: string
  readonly locationId: string
  readonly onHand: number
  readonly reserved: number
  readonly held: number
  readonly safetyStock: number
}

/** What is withheld from the connection's sales channel of one stock item. */
export interface Withheld {
  readonly inventoryItemId: string
  readonly quantity: number
}

/** Finds a shelf. */
export type ShelfAt = (inventoryItemId: string, locationId: string) => Shelf | undefined

/** Finds shelves by item and location. */
export function indexShelves(shelves: readonly Shelf[]): ShelfAt {
  const byKey = new Map(shelves.map((shelf) => [`${shelf.inventoryItemId}@${shelf.locationId}`, shelf]))
  return (inventoryItemId, locationId) => byKey.get(`${inventoryItemId}@${locationId}`)
}

/**
 * What each place of a channel may show of one article. Our locations are summed after each was cut off at zero, so that an
 * oversold one does not borrow from its neighbours. What is withheld from the channel is taken once: from the place that
 * the mapping names first, and from the next where that is not enough; so all places together never show more than may be sold.
 */
export function promisePerPlace(article: {
  readonly components: readonly Component[]
  readonly places: readonly Place[]
  readonly shelfAt: ShelfAt
  readonly withheld: readonly Withheld[]
}): ReadonlyMap<string, number> {
  const { components, places, shelfAt } = article
  let withheld = withheldUnits(components, article.withheld)
  const numbers = new Map<string, number>()
  for (const { externalId, locationIds } of places) {
    const promised = locationIds.reduce((sum, locationId) => sum + unitsAt(components, locationId, shelfAt), 0)
    const taken = Math.min(promised, withheld)
    withheld -= taken
    numbers.set(externalId, promised - taken)
  }
  return numbers
}

/** How many whole units one location can promise; a component without a shelf there counts as none. */
export function unitsAt(components: readonly Component[], locationId: string, shelfAt: ShelfAt): number {
  return promiseAt(
    components.map((component) => ({ ...(shelfAt(component.inventoryItemId, locationId) ?? bare), ...component }))
  ).quantity
}

const bare = { onHand: 0, reserved: 0, held: 0, safetyStock: 0 }

/** In units of the article: as many as it takes to leave what is withheld of each component. */
function withheldUnits(components: readonly Component[], withheld: readonly Withheld[]): number {
  const of = (itemId: string) => withheld.find((each) => each.inventoryItemId === itemId)?.quantity ?? 0
  const units = components.map((each) => coveringUnits(of(each.inventoryItemId), each.requiredQuantity))
  return Math.max(0, ...units)
}
