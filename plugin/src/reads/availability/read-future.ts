import { limited, futureSteps, type ComponentRules } from "../../domain/availability"
import { wholeUnits } from "../../domain/shared/units"
import type { AnyshelfInventory, ChannelRules, SupplyReading } from "../../inventory/contract"
import { readPromisesInBlocks } from "../../inventory/read-in-blocks"
import type { LocationRow } from "../rows"
import type { AvailabilityRow } from "./rows"

/** The most dates that are told of one variant; beyond that a date is no promise but a plan. */
const datesMax = 50

/** Where to read, and for whom. */
export interface FutureSource {
  readonly inventory: AnyshelfInventory
  readonly locations: readonly LocationRow[]
  readonly salesChannelIds: readonly string[]
}

/** What can be promised of a variant from dates on, by any method and by each. */
export interface FutureRow {
  readonly any: readonly DatedTotal[]
  readonly ship: readonly DatedTotal[]
  readonly pickup: readonly DatedTotal[]
}

export interface DatedTotal {
  readonly at: Date
  readonly quantity: number
}

type Variant = Pick<AvailabilityRow, "variantId" | "components" | "tracked">

/**
 * What can be promised of variants later, by variant id; the rules of the channel as they stand now. Three readings more where
 * anything is expected, whatever the number of variants.
 */
export async function readFuture(
  source: FutureSource,
  variants: readonly Variant[]
): Promise<ReadonlyMap<string, FutureRow>> {
  const { inventory, locations, salesChannelIds } = source
  const inventoryItemIds = [
    ...new Set(variants.flatMap(({ components }) => components.map((each) => each.inventoryItemId))),
  ]
  const supply = await inventory.readSupply({ inventoryItemIds, locationIds: locations.map(({ id }) => id) })
  const expected = new Set(supply.supplies.map((each) => each.inventoryItemId))
  const coming = variants.filter(({ components }) => components.some((each) => expected.has(each.inventoryItemId)))
  if (coming.length === 0) return new Map()
  const reading = await readPromisesInBlocks(inventory, {
    articles: coming.map(({ variantId, components }) => ({ id: variantId, components })),
    places: locations.map(({ id, salesChannelIds }) => ({ locationId: id, salesChannelIds })),
    salesChannelIds,
    withTerms: true,
  })
  const rules = await inventory.readChannelRules({ salesChannelIds, inventoryItemIds })
  const steps = stepsOf(supply)
  return new Map(
    coming.map((variant, at) => {
      const places = reading.promises[at]!.places.map((place, index) => ({
        ...reading.served[index]!,
        parts: place.terms.map((terms, part) => ({
          available: terms.available,
          requiredQuantity: variant.components[part]!.requiredQuantity,
          steps: steps(terms.inventoryItemId, place.locationId),
        })),
      }))
      const own = variant.components.flatMap((component) => rulesOf(component, rules))
      const by = (served: readonly Place[]) => totals(served, own)
      const row: FutureRow = {
        any: by(places),
        ship: by(places.filter(({ ship }) => ship)),
        pickup: by(places.filter(({ pickup }) => pickup)),
      }
      return [variant.variantId, row]
    })
  )
}

interface Place {
  readonly parts: readonly {
    readonly available: number
    readonly requiredQuantity: number
    readonly steps: readonly DatedTotal[]
  }[]
}

/** The total at each date on which it rises. */
function totals(places: readonly Place[], rules: readonly ComponentRules[]): DatedTotal[] {
  const times = places.flatMap(({ parts }) => parts.flatMap(({ steps }) => steps.map(({ at }) => at.getTime())))
  const found: DatedTotal[] = []
  let last = totalBy(places, rules, 0)
  for (const time of [...new Set(times)].sort((a, b) => a - b)) {
    const quantity = totalBy(places, rules, time)
    if (quantity > last) found.push({ at: new Date(time), quantity })
    last = Math.max(last, quantity)
    if (found.length === datesMax) break
  }
  return found
}

function totalBy(places: readonly Place[], rules: readonly ComponentRules[], time: number): number {
  const units = places.map(({ parts }) =>
    Math.min(
      ...parts.map(({ available, requiredQuantity, steps }) => {
        const more = steps.findLast(({ at }) => at.getTime() <= time)?.quantity ?? 0
        return wholeUnits(available + more, requiredQuantity)
      })
    )
  )
  return limited(
    units.reduce((sum, each) => sum + each, 0),
    rules
  ).quantity
}

/** What is to come of an item at a place, less what is promised of it. */
function stepsOf({ asOf, supplies, promises }: SupplyReading) {
  return (item: string, location: string) => {
    const isHere = (each: { inventoryItemId: string; locationId: string }) =>
      each.inventoryItemId === item && each.locationId === location
    return futureSteps({
      now: asOf,
      expected: supplies.filter(isHere).map(({ expectedAt, quantity }) => ({ at: expectedAt, quantity })),
      promised: promises.filter(isHere).map(({ promisedFor, quantity }) => ({ at: promisedFor, quantity })),
    })
  }
}

const rulesOf = (
  { inventoryItemId, requiredQuantity }: Variant["components"][number],
  rules: readonly ChannelRules[]
): ComponentRules[] =>
  rules
    .filter((each) => each.inventoryItemId === inventoryItemId)
    .map(({ buffer, allocation, split }) => ({ requiredQuantity, buffer, allocation, split }))
