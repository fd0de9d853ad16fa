/**
 * What our side knows of an order that a channel took, and what the channel's copy says of it: the facts from which it follows what the
 * channel has to be told.
 */

/** How units reach the customer. */
export type Method = "ship" | "pickup" | "local" | "pos" | "none"

/** Our order, as it stands. */
export interface OurOrder {
  readonly orderId: string
  readonly isCancelled: boolean
  readonly fulfilments: readonly OurFulfilment[]
  readonly returns: readonly OurReturn[]
  /** Where units of lines are reserved that have not left. */
  readonly reserved: readonly { readonly lineRef: string; readonly locationId: string; readonly quantity: number }[]
  /** When any of it last changed. */
  readonly changedAt: Date
}

/** Units of a line of the channel's order. */
export interface Units {
  readonly lineRef: string
  readonly quantity: number
}

/** How a parcel is followed; the kit's fits. */
export interface Parcel {
  readonly company: string | null
  readonly number: string
  readonly url: string | null
}

/** A fulfilment of ours. */
export interface OurFulfilment {
  readonly id: string
  readonly locationId: string
  /** True once units have left: shipped, or delivered without having been shipped. */
  readonly hasLeft: boolean
  readonly isDelivered: boolean
  readonly isCancelled: boolean
  /** It is a copy of what the channel told us: nothing is told back. */
  readonly isTheirs: boolean
  readonly lines: readonly Units[]
  readonly parcels: readonly Parcel[]
}

/** A return of ours. */
export interface OurReturn {
  readonly id: string
  readonly locationId: string | null
  readonly isCancelled: boolean
  /** The channel's return that this is a copy of; null when it began here. */
  readonly theirRef: string | null
  readonly lines: readonly (Units & { readonly reason: string; readonly note: string })[]
  readonly receipts: readonly OurReceipt[]
}

/** Units of a return that arrived together. */
export interface OurReceipt {
  readonly id: string
  /** It is a copy of what the channel told us. */
  readonly isTheirs: boolean
  readonly lines: readonly (Units & { readonly damaged: number })[]
}

/** The channel's copy of the order, as far as it matters here; the kit's record fits. */
export interface TheirOrder {
  readonly ref: string
  readonly status: "open" | "cancelled"
  readonly delivery: TheirDelivery
  readonly lines: readonly {
    readonly ref: string
    /** What it was sold from; null when the channel no longer has it. */
    readonly listingRef: string | null
    readonly delivery?: TheirDelivery
  }[]
}

interface TheirDelivery {
  readonly method: Method
  readonly locationRef: string | null
}

/** What is the same for all orders of a connection. */
export interface CommandRules {
  /** The channel's place that one of our locations serves; null when it serves none. */
  placeOf(locationId: string | null): string | null
  /** Whether we tell the channel how many units it may sell of a line's article. Then it must not count them by itself as well. */
  publishes(lineRef: string): boolean
  can(type: string): boolean
}

/** How a line's units reach the customer, and from which of the channel's places. */
export const deliveryOf = (order: TheirOrder, lineRef: string): TheirDelivery =>
  order.lines.find(({ ref }) => ref === lineRef)?.delivery ?? order.delivery
