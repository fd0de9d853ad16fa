import type { DatedTotal } from "../reads/availability/read-future"
import type { AvailabilityRow, LocationAvailabilityRow, MethodRow } from "../reads/availability/rows"
import type { VariantRow } from "../reads/rows"
import { requireStaff } from "./caller"
import { badInput } from "./errors"
import type { Context } from "./context"
import type {
  AvailabilityResolvers,
  LocationAvailabilityResolvers,
  MethodAvailabilityResolvers,
  ProductVariantResolvers,
} from "./generated/resolvers"

/** What can be promised of a variant. */
export const variantAvailability: ProductVariantResolvers<Context, VariantRow> = {
  availability: (variant, _, { load }) => load.availability.load(variant),
}

export const Availability: AvailabilityResolvers<Context, AvailabilityRow> = {
  terms: ({ tracked, sum }, _, { identity }) => {
    requireStaff(identity)
    return tracked ? sum : null
  },
  future: async (row, _, { load }) => (await load.future.load(row)).any,
  promisableFrom: async (row, { quantity }, { load }) => {
    const wanted = wholeQuantity(quantity)
    if (!row.tracked) return null
    return row.sum.quantity >= wanted ? row.asOf : firstDate((await load.future.load(row)).any, wanted)
  },
}

export const MethodAvailability: MethodAvailabilityResolvers<Context, MethodRow> = {
  quantity: ({ sum }) => sum.quantity,
  promisableFrom: async ({ method, sum, of }, { quantity }, { load }) => {
    const wanted = wholeQuantity(quantity)
    if (sum.quantity >= wanted) return of.asOf
    const future = await load.future.load(of)
    return firstDate(method === "SHIP" ? future.ship : future.pickup, wanted)
  },
}

const firstDate = (totals: readonly DatedTotal[], wanted: number): Date | null =>
  totals.find(({ quantity }) => quantity >= wanted)?.at ?? null

function wholeQuantity(quantity: number): number {
  if (quantity >= 1) return quantity
  throw badInput("`quantity` must be 1 or more.")
}

export const LocationAvailability: LocationAvailabilityResolvers<Context, LocationAvailabilityRow> = {
  terms: ({ stock }, _, { identity }) => {
    requireStaff(identity)
    return stock
  },
}
