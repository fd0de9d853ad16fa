import { promiseAt } from "../availability"
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
  readonly unrouted: number
  readonly safetyStock: number
}

/** Finds a shelf. */
export type ShelfAt = (inventoryItemId: string, locationId: string) => Shelf | undefined

/** Finds shelves by item and location. */
export function indexShelves(shelves: readonly Shelf[]): ShelfAt {
  const byKey = new Map(shelves.map((shelf) => [`${shelf.inventoryItemId}@${shelf.locationId}`, shelf]))
  return (inventoryItemId, locationId) => byKey.get(`${inventoryItemId}@${locationId}`)
}

/**
 * What each place of a channel may show of one article. What the channel's rules keep from it is taken once: from the place
 * that the mapping names first, and from the next where that is not enough; so all places together never show more than may be
 * sold, also where one location serves two places.
 *
 * @param article.promisedAt - what one of our locations can promise, by its id
 * @param article.quantity - what the channel may show in all
 */
export function promisePerPlace(article: {
  readonly places: readonly Place[]
  readonly promisedAt: ReadonlyMap<string, number>
  readonly quantity: number
}): ReadonlyMap<string, number> {
  const promised = article.places.map(({ locationIds }) =>
    [...new Set(locationIds)].reduce((sum, id) => sum + (article.promisedAt.get(id) ?? 0), 0)
  )
  let withheld = Math.max(0, promised.reduce((sum, each) => sum + each, 0) - article.quantity)
  const numbers = new Map<string, number>()
  article.places.forEach(({ externalId }, at) => {
    const taken = Math.min(promised[at]!, withheld)
    withheld -= taken
    numbers.set(externalId, promised[at]! - taken)
  })
  return numbers
}

/** How many whole units one location can promise; a component without a shelf there counts as none. */
export function unitsAt(components: readonly Component[], locationId: string, shelfAt: ShelfAt): number {
  return promiseAt(
    components.map((component) => ({ ...(shelfAt(component.inventoryItemId, locationId) ?? bare), ...component }))
  ).quantity
}

const bare = { onHand: 0, reserved: 0, held: 0, unrouted: 0, safetyStock: 0 }
