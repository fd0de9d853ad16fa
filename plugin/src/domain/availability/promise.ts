import { wholeUnits } from "../shared/units"
import { allottedUnits, withheldUnits, type ComponentRules } from "./channel-rules"

/** The figures of one stock item at one location, and how much of it one unit of the variant takes. */
export interface ComponentStock {
  /** How many of this item one unit of the variant takes; above zero. */
  readonly requiredQuantity: number
  readonly onHand: number
  readonly reserved: number
  readonly held: number
  /** Promised to orders that may be served from several places, and set aside here until they are bound to one. */
  readonly unrouted: number
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

/** What can be promised in all: `min(locationsTotal − channelBuffer, allocation)`, never below zero. */
export interface TotalPromise<C extends ComponentStock = ComponentStock> {
  readonly quantity: number
  /** The sum over locations. */
  readonly locationsTotal: number
  /** Withheld from the channel, in units of the variant. */
  readonly channelBuffer: number
  /** The most that the channel may show, in units of the variant; null without a limit. */
  readonly allocation: number | null
  readonly locations: readonly (LocationPromise<C> & { readonly locationId: string })[]
}

/**
 * What a channel may promise over all its locations. Each location is clamped before the sum, so none borrows from its
 * neighbours; the channel's rules are applied once, to the sum. `anyshelf_promise` says the same in SQL.
 *
 * @param facts.rules - one for each component and channel; of several the strictest counts
 */
export function promise<C extends ComponentStock>(facts: {
  readonly locations: readonly LocationStock<C>[]
  readonly rules: readonly ComponentRules[]
}): TotalPromise<C> {
  const locations = facts.locations.map((location) => ({
    locationId: location.locationId,
    ...promiseAt(location.components),
  }))
  const locationsTotal = locations.reduce((sum, location) => sum + location.quantity, 0)
  return { locationsTotal, locations, ...limited(locationsTotal, facts.rules) }
}

/** What the rules of a channel leave of what its locations promise together. */
export function limited(
  pool: number,
  rules: readonly ComponentRules[]
): { readonly quantity: number; readonly channelBuffer: number; readonly allocation: number | null } {
  const channelBuffer = withheldUnits(pool, rules)
  const allocation = allottedUnits(pool, rules)
  return { quantity: Math.max(0, Math.min(pool - channelBuffer, allocation ?? pool)), channelBuffer, allocation }
}

const availableOf = (stock: ComponentStock): number =>
  Math.max(0, stock.onHand - stock.reserved - stock.held - stock.unrouted - stock.safetyStock)
