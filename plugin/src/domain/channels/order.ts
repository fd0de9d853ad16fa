/** An amount in the currency's smallest unit. */
export interface Amount {
  readonly amount: number
  readonly currencyCode: string
}

/** How units reach the customer, and from which of the channel's places; null when it is not decided. */
export interface Delivery {
  readonly method: "ship" | "pickup" | "local" | "pos" | "none"
  readonly locationRef: string | null
}

/** One line of a channel's order; the kit's record fits. */
export interface OrderLine {
  readonly ref: string
  readonly listingRef: string | null
  readonly sku: string | null
  readonly title: string
  /** Units still wanted. */
  readonly quantity: number
  readonly unitPrice: Amount
  readonly discount: Amount
  readonly tax: Amount
  readonly requiresShipping: boolean
  readonly giftCard?: boolean
  /** Where it differs from the order's own. */
  readonly delivery?: Delivery
  readonly duties?: Amount
  readonly properties?: Readonly<Record<string, string>>
}

/** A charge that belongs to no line. */
export interface Charge {
  readonly kind: "duty" | "tip" | "fee"
  readonly title: string
  readonly amount: Amount
}

/** How far the money is. */
export type Payment = "pending" | "authorized" | "paid" | "partially-refunded" | "refunded" | "voided"

/** Money that went back on the channel. */
export interface Refund {
  readonly ref: string
  readonly amount: Amount
  readonly returnRef?: string | null
  readonly lines: readonly {
    readonly lineRef: string
    readonly quantity: number
    readonly restocked: boolean
    readonly hadLeft?: boolean
    readonly locationRef: string | null
  }[]
}

/** Units that left on the channel's side. */
export interface Fulfilment {
  readonly ref: string
  readonly status: "done" | "cancelled"
  readonly at: string
  readonly locationRef: string | null
  readonly lines: readonly { readonly lineRef: string; readonly quantity: number }[]
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
  readonly delivery: Delivery
  readonly lines: readonly OrderLine[]
  readonly shipping: Amount
  readonly shippingTax?: Amount
  readonly charges?: readonly Charge[]
  readonly total: Amount
  readonly discountCodes?: readonly string[]
  readonly payment?: Payment
  readonly captured?: Amount | null
  readonly fulfilments?: readonly Fulfilment[]
  readonly refunds?: readonly Refund[]
  readonly ourOrderId?: string | null
}
