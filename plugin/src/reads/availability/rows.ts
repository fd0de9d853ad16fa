import type { LocationRow } from "../rows"

/** What can be promised of a variant, in total and place by place, and why. */
export interface AvailabilityRow {
  readonly variantId: string
  /** False when the variant is not counted: then there are no numbers and no places. */
  readonly tracked: boolean
  readonly backorder: boolean
  readonly inStock: boolean
  /** Null when not tracked. */
  readonly quantity: number | null
  readonly asOf: Date
  /** Why `quantity` is what it is: what the places promise together, less the channel's buffer. */
  readonly sum: { readonly locations: number; readonly channelBuffer: number }
  readonly locations: readonly LocationAvailabilityRow[]
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
export interface StockTermsRow {
  readonly inventoryItemId: string
  readonly sku: string | null
  readonly requiredQuantity: number
  readonly onHand: number
  readonly reserved: number
  readonly held: number
  readonly safetyStock: number
  readonly available: number
  readonly version: number
}
