import { coveringUnits, wholeUnits } from "../shared/units"

/** The figures of one stock item at one location, and how much of it one unit of the variant takes. */
export interface ComponentStock {
  /** How many of this item one unit of the variant takes; above zero. */
  readonly requiredQuantity: number
  readonly onHand: number
  readonly reserved: number
  readonly held: number
  readonly safetyStock: number
}

/** The figures of one stock item, with what is left of it to promise. */
export type PromisedTerms<C extends ComponentStock> = C & { readonly available: number }

/** What one location can promise of a variant, and why. */
export interface LocationPromise<C extends ComponentStock = ComponentStock> {
  /** Whole units of the variant. */
  readonly quantity: number
  readonly terms: readonly PromisedTerms<C>[]
}

/**
 * What one location can promise: as many units as its scarcest component allows. Never negative: an oversold component
 * promises nothing. A variant without components promises nothing either, since nothing says that it exists.
 *
 * Every component is to be given; one that has no level here is given with zero figures.
 */
export function promiseAt<C extends ComponentStock>(components: readonly C[]): LocationPromise<C> {
  const terms = components.map((component) => ({ ...component, available: availableOf(component) }))
  const units = terms.map((term) => wholeUnits(term.available, term.requiredQuantity))
  return { quantity: units.length === 0 ? 0 : Math.min(...units), terms }
}

/** A location with the variant's components as they stand there. */
export interface LocationStock<C extends ComponentStock = ComponentStock> {
  readonly locationId: string
  readonly components: readonly C[]
}

/** What the sales channel withholds of one component. */
export interface BufferTerms {
  readonly requiredQuantity: number
  /** In units of the stock item. */
  readonly quantity: number
}

/** What can be promised in all: `locationsTotal − channelBuffer`, never below zero. */
export interface TotalPromise<C extends ComponentStock = ComponentStock> {
  readonly quantity: number
  /** The sum over locations. */
  readonly locationsTotal: number
  /** Withheld from the channel, in units of the variant. */
  readonly channelBuffer: number
  readonly locations: readonly (LocationPromise<C> & { readonly locationId: string })[]
}

/**
 * What a channel may promise over all its locations. Each location is clamped before the sum, so none borrows from its
 * neighbours; the channel's buffer is taken once, from the sum.
 */
export function promise<C extends ComponentStock>(facts: {
  readonly locations: readonly LocationStock<C>[]
  readonly buffers: readonly BufferTerms[]
}): TotalPromise<C> {
  const locations = facts.locations.map((location) => ({
    locationId: location.locationId,
    ...promiseAt(location.components),
  }))
  const locationsTotal = locations.reduce((sum, location) => sum + location.quantity, 0)
  const channelBuffer = bufferOf(facts.buffers)
  return { quantity: Math.max(0, locationsTotal - channelBuffer), locationsTotal, channelBuffer, locations }
}

const availableOf = (stock: ComponentStock): number =>
  Math.max(0, stock.onHand - stock.reserved - stock.held - stock.safetyStock)

/** A buffer of a component withholds as many units as it takes to leave that much of it; of several, the largest. */
const bufferOf = (buffers: readonly BufferTerms[]): number =>
  Math.max(0, ...buffers.map((buffer) => coveringUnits(buffer.quantity, buffer.requiredQuantity)))
