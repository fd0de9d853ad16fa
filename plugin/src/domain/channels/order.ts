/** An amount in the currency's smallest unit. */
export interface Amount {
  readonly amount: number
  readonly currencyCode: string
}

/** One line of a channel's order; the kit's record fits. */
export interface OrderLine {
  readonly ref: string
  readonly listingRef: string | null
  readonly sku: string | null
  readonly title: string
  readonly quantity: number
  readonly unitPrice: Amount
  readonly discount: Amount
  readonly tax: Amount
  readonly requiresShipping: boolean
}

/** A channel's order, as far as it is judged here; the kit's record fits. */
export interface Order {
  readonly ref: string
  readonly number: string
  readonly status: "open" | "cancelled"
  readonly test: boolean
  readonly updatedAt: string
  readonly currencyCode: string
  readonly taxesIncluded: boolean
  readonly lines: readonly OrderLine[]
  readonly shipping: Amount
  readonly total: Amount
}
