import type { AvailabilityRow, LocationAvailabilityRow } from "../reads/availability/rows"
import type { VariantRow } from "../reads/rows"
import { requireStaff } from "./caller"
import type { Context } from "./context"
import type {
  AvailabilityResolvers,
  LocationAvailabilityResolvers,
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
}

export const LocationAvailability: LocationAvailabilityResolvers<Context, LocationAvailabilityRow> = {
  terms: ({ stock }, _, { identity }) => {
    requireStaff(identity)
    return stock
  },
}
