import type { PlaceTerms, PromiseTotal } from "../../inventory/contract"
import type { LocationRow } from "../rows"

/** What can be promised of a variant, in total, by method and place by place, and why. */
export interface AvailabilityRow {
  readonly variantId: string
  /** What it is made of, for what is asked later: when more will come. */
  readonly components: readonly { readonly inventoryItemId: string; readonly requiredQuantity: number }[]
  /** False when the variant is not counted: then there are no numbers and no places. */
  readonly tracked: boolean
  readonly backorder: boolean
  readonly inStock: boolean
  /** Null when not tracked. */
  readonly quantity: number | null
  readonly asOf: Date
  /** Why `quantity` is what it is. */
  readonly sum: PromiseTotal
  readonly locations: readonly LocationAvailabilityRow[]
  /** Empty when not tracked. */
  readonly methods: readonly MethodRow[]
}

/** What can be promised by one method. */
export interface MethodRow {
  readonly method: "SHIP" | "PICKUP"
  readonly sum: PromiseTotal
  readonly locations: readonly LocationAvailabilityRow[]
  /** The variant, for what is asked of the method later. */
  readonly of: Pick<AvailabilityRow, "variantId" | "components" | "tracked" | "asOf">
}

/** What one location can promise of a variant. */
export interface LocationAvailabilityRow {
  readonly location: LocationRow
  readonly quantity: number
  readonly updatedAt: Date | null
  /** One for each stock item that the variant is made of. */
  readonly stock: readonly StockTermsRow[]
}

/** The terms of a promise for one stock item at one location. */
export interface StockTermsRow extends PlaceTerms {
  readonly sku: string | null
  readonly requiredQuantity: number
}
