/** What the statements of this folder return, in our own words. */

/** A published product. */
export interface ProductRow {
  readonly id: string
  readonly handle: string
  readonly title: string
  readonly description: string | null
  readonly thumbnail: string | null
  readonly updatedAt: Date
  /** When it was created, in microseconds since 1970: the first half of its place in a page. */
  readonly createdAt: string
}

/** A variant of a published product. */
export interface VariantRow {
  readonly id: string
  readonly productId: string
  readonly title: string
  readonly sku: string | null
  readonly barcode: string | null
  /** False when it is not counted. */
  readonly managed: boolean
  readonly backorder: boolean
}

/** A choice of a product with what can be chosen. */
export interface OptionRow {
  readonly productId: string
  readonly name: string
  readonly values: readonly string[]
}

/** A choice made on a variant. */
export interface SelectedOptionRow {
  readonly variantId: string
  readonly name: string
  readonly value: string
}

/** A stock item that a variant is made of. */
export interface StockItemRow {
  readonly variantId: string
  readonly inventoryItemId: string
  readonly sku: string | null
  readonly requiredQuantity: number
}

/** A stock location with what the merchant says of it. */
export interface LocationRow {
  readonly id: string
  readonly name: string
  readonly hasAddress: boolean
  readonly line1: string | null
  readonly line2: string | null
  readonly city: string | null
  readonly postalCode: string | null
  readonly province: string | null
  readonly countryCode: string | null
  readonly kind: "STORE" | "WAREHOUSE" | null
  readonly latitude: number | null
  readonly longitude: number | null
  readonly timeZone: string | null
  readonly openingHours: readonly OpeningSpanRow[] | null
  /** Those that were asked about and that it serves. */
  readonly salesChannelIds: readonly string[]
}

/** A span in which a location is open. */
export interface OpeningSpanRow {
  readonly day: "MONDAY" | "TUESDAY" | "WEDNESDAY" | "THURSDAY" | "FRIDAY" | "SATURDAY" | "SUNDAY"
  readonly opens: string
  readonly closes: string
}
