import { unitsAt, type Shelf, type ShelfAt } from "./place-promise"
import type { Component } from "./publication"

/** A line that takes goods from a shelf. */
export interface Demand {
  readonly lineRef: string
  readonly quantity: number
  readonly components: readonly Component[]
  /** Where this line may come from, preferred ones first; left out, from anywhere. At least one. */
  readonly locationIds?: readonly string[]
  /** The number of its first part, above 0 when earlier parts exist. */
  readonly firstPart?: number
}

/** A part of a line that one location serves. There is at most one for each line and location. */
export interface Share {
  readonly lineRef: string
  /** From 0 within its line, or from its demand's `firstPart`. */
  readonly part: number
  readonly locationId: string
  readonly quantity: number
}

/** Which location serves what, and what nobody can. */
export interface ImportPlan {
  readonly shares: readonly Share[]
  /** Units of a line that were sold though no shelf has them. Empty when all is well. */
  readonly oversold: readonly { readonly lineRef: string; readonly quantity: number }[]
}

/**
 * Chooses the locations that serve an order that has already been sold. Each line goes to the first location that can
 * promise all of it; else it is split over as many as are needed, in their order; safety stock is touched only where there is
 * nothing else, since the sale has happened. What is on no shelf is put on the first location, and named as oversold.
 * Lines see what earlier lines have taken.
 *
 * @param locationIds - the locations to choose from, in the order of preference; at least one
 */
export function planOrderImport(
  demands: readonly Demand[],
  locationIds: readonly string[],
  shelfAt: ShelfAt
): ImportPlan {
  const left = copyShelves(demands, [...locationIds, ...demands.flatMap((demand) => demand.locationIds ?? [])], shelfAt)
  const shares: Share[] = []
  const oversold: { lineRef: string; quantity: number }[] = []
  for (const demand of demands) {
    const from = demand.locationIds ?? locationIds
    const taken = takeLine(demand, from, left)
    const missing = demand.quantity - sum(taken.map(({ quantity }) => quantity))
    if (missing > 0) oversold.push({ lineRef: demand.lineRef, quantity: missing })
    const whole = missing > 0 ? addMissing(taken, missing, homeOf(demand, from, shelfAt)) : taken
    const first = demand.firstPart ?? 0
    whole.forEach((part, index) => shares.push({ lineRef: demand.lineRef, part: first + index, ...part }))
  }
  return { shares, oversold }
}

interface Part {
  readonly locationId: string
  readonly quantity: number
}

/** Shelves that plans may take from without changing anybody else's. */
interface Left {
  units(components: readonly Component[], locationId: string, withSafety: boolean): number
  take(components: readonly Component[], locationId: string, quantity: number): void
}

function takeLine(demand: Demand, locationIds: readonly string[], left: Left): Part[] {
  const parts =
    choose(demand, locationIds, left, false) ??
    choose(demand, locationIds, left, true) ??
    all(demand, locationIds, left)
  for (const { locationId, quantity } of parts) left.take(demand.components, locationId, quantity)
  return parts
}

/** All of the line from one location, else from several; undefined when all together have too little. */
function choose(demand: Demand, locationIds: readonly string[], left: Left, withSafety: boolean): Part[] | undefined {
  const offers = locationIds.map((locationId) => ({
    locationId,
    quantity: left.units(demand.components, locationId, withSafety),
  }))
  const whole = offers.find(({ quantity }) => quantity >= demand.quantity)
  if (whole) return [{ locationId: whole.locationId, quantity: demand.quantity }]
  const parts = fill(offers, demand.quantity)
  return sum(parts.map(({ quantity }) => quantity)) === demand.quantity ? parts : undefined
}

/** Whatever there is, safety stock too. */
function all(demand: Demand, locationIds: readonly string[], left: Left): Part[] {
  const offers = locationIds.map((locationId) => ({
    locationId,
    quantity: left.units(demand.components, locationId, true),
  }))
  return fill(offers, demand.quantity)
}

function fill(offers: readonly Part[], wanted: number): Part[] {
  let open = wanted
  const parts: Part[] = []
  for (const { locationId, quantity } of offers) {
    const taken = Math.min(open, quantity)
    if (taken > 0) parts.push({ locationId, quantity: taken })
    open -= taken
  }
  return parts
}

/** One location has one share of a line: core's fulfilment applies a whole quantity to each of two reservations. */
function addMissing(parts: readonly Part[], missing: number, home: string): Part[] {
  const there = parts.find(({ locationId }) => locationId === home)
  const rest = parts.filter((part) => part !== there)
  return [{ locationId: home, quantity: missing + (there?.quantity ?? 0) }, ...rest]
}

/** The first location that carries the article at all, even if it has none now. */
function homeOf({ components }: Demand, locationIds: readonly string[], shelfAt: ShelfAt): string {
  const carries = (locationId: string) => components.every((each) => shelfAt(each.inventoryItemId, locationId))
  const home = locationIds.find(carries) ?? locationIds[0]
  if (home === undefined) throw new Error("An order cannot be planned without a location to choose from.")
  return home
}

function copyShelves(demands: readonly Demand[], locationIds: readonly string[], shelfAt: ShelfAt): Left {
  const shelves = new Map<string, Shelf>()
  const items = new Set(demands.flatMap(({ components }) => components.map((each) => each.inventoryItemId)))
  for (const itemId of items) {
    for (const locationId of locationIds) {
      const shelf = shelfAt(itemId, locationId)
      if (shelf) shelves.set(`${itemId}@${locationId}`, shelf)
    }
  }
  const at: ShelfAt = (itemId, locationId) => shelves.get(`${itemId}@${locationId}`)
  const withoutSafety: ShelfAt = (itemId, locationId) => {
    const shelf = at(itemId, locationId)
    return shelf && { ...shelf, safetyStock: 0 }
  }
  return {
    units: (components, locationId, withSafety) => unitsAt(components, locationId, withSafety ? withoutSafety : at),
    take(components, locationId, quantity) {
      for (const { inventoryItemId, requiredQuantity } of components) {
        const shelf = at(inventoryItemId, locationId)
        if (!shelf) continue
        const reserved = shelf.reserved + quantity * requiredQuantity
        shelves.set(`${inventoryItemId}@${locationId}`, { ...shelf, reserved })
      }
    },
  }
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0)
