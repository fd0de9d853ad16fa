/**
 * What a channel tells us, in our words. A connector translates the vendor's answer into these and keeps everything it
 * has no word for in `raw`.
 */

/** The channel's own id of a thing, as the channel writes it. Opaque to the engine. */
export type Ref = string

/** An instant in ISO 8601, UTC. */
export type Instant = string

/** An amount in the currency's smallest unit. */
export interface Money {
  /** Whole, up to 2^53 − 1: 1999 is 19.99 EUR, 1999 JPY, 1.999 KWD. */
  readonly amount: number
  /** ISO 4217, upper case. */
  readonly currencyCode: string
}

/** The lists a channel can be asked for. */
export type Feed = "listings" | "orders" | "returns" | "stock" | "locations"

/** What every record carries. */
interface RecordBase<F extends Feed> {
  readonly feed: F
  /** The channel's id; unique within the feed. */
  readonly ref: Ref
  /** When the channel last changed it; decides which of two copies is newer. */
  readonly updatedAt: Instant
  /** The vendor's own answer, as received, for what we have no word for. */
  readonly raw: unknown
}

/** One article as the channel lists it. */
export interface ListingRecord extends RecordBase<"listings"> {
  /** The channel's product that the article belongs to. */
  readonly productRef: Ref
  /** What stock is written to; on Shopify the inventory item. */
  readonly stockRef: Ref
  readonly title: string
  /** Null when the channel has none. Never invented. */
  readonly sku: string | null
  readonly barcode: string | null
  /** False when the channel does not count this article. */
  readonly tracked: boolean
  /** How many listings on the channel carry this SKU; above one, nobody may guess which is meant. */
  readonly duplicateSkuCount: number
  /** Whether customers can find it. Left out where the channel does not say. */
  readonly status?: "active" | "draft" | "archived"
  /** The page where customers see it. */
  readonly url?: string | null
  readonly price?: Money | null
}

/** One place of the merchant, as the channel knows it. */
export interface LocationRecord extends RecordBase<"locations"> {
  readonly name: string
  readonly active: boolean
  readonly address?: AddressRecord | null
  /** Whether customers may collect there. */
  readonly pickup?: boolean
}

/** What the channel shows for one article at one place. */
export interface StockRecord extends RecordBase<"stock"> {
  /** Always `<stockRef>@<locationRef>`, so that the engine can ask for a level that it has never been told of. */
  readonly ref: Ref
  readonly stockRef: Ref
  readonly locationRef: Ref
  /** The units the channel would sell. */
  readonly available: number
}

/**
 * How units reach the customer: sent, collected at a place, brought by the shop itself, handed over at a till as they were sold, or
 * not at all since there is nothing to hand over.
 */
export type DeliveryMethod = "ship" | "pickup" | "local" | "pos" | "none"

/** How, and from which of the channel's places; null when the channel has not decided, or several serve it. */
export interface DeliveryRecord {
  readonly method: DeliveryMethod
  readonly locationRef: Ref | null
}

/** How a parcel is followed. */
export interface Tracking {
  /** The carrier, in its own spelling: `UPS`. */
  readonly company: string | null
  readonly number: string
  readonly url: string | null
}

/** A postal address as the channel gave it. */
export interface AddressRecord {
  readonly firstName?: string
  readonly lastName?: string
  readonly company?: string
  readonly line1?: string
  readonly line2?: string
  readonly city?: string
  readonly province?: string
  readonly postalCode?: string
  /** ISO 3166-1 alpha-2, upper case. */
  readonly countryCode?: string
  readonly phone?: string
}

/** One line of an order. */
export interface OrderLineRecord {
  readonly ref: Ref
  /** The listing it was sold from; null when the channel no longer has it. */
  readonly listingRef: Ref | null
  readonly sku: string | null
  readonly title: string
  /** Units still wanted: ordered less removed, cancelled and given back. */
  readonly quantity: number
  /** The price of one unit before discounts. */
  readonly unitPrice: Money
  /** All discounts on the whole line, positive. */
  readonly discount: Money
  /** All taxes on the whole line. */
  readonly tax: Money
  /** False for a service, a download or a gift card: nothing is taken from a shelf. */
  readonly requiresShipping: boolean
  /** True for a gift card. */
  readonly giftCard?: boolean
  /** Where this line differs from the order's own `delivery`. */
  readonly delivery?: DeliveryRecord
  /** Duties on the whole line, not contained in `tax`. */
  readonly duties?: Money
  /** What the customer wrote or chose beside the article: a gift message, an engraving. */
  readonly properties?: Readonly<Record<string, string>>
}

/** Who ordered, as the channel knows them. */
export interface CustomerRecord {
  /** The channel's id of the customer. */
  readonly ref: Ref
  readonly email: string | null
  readonly phone: string | null
  readonly firstName: string | null
  readonly lastName: string | null
}

/** A charge that belongs to no line: a tip, a fee, duties of the whole order. Contained in the order's total. */
export interface ChargeRecord {
  readonly kind: "duty" | "tip" | "fee"
  readonly title: string
  readonly amount: Money
}

/** Units that left, as the channel was told: by us, or by somebody who works on the channel itself. */
export interface FulfilmentRecord {
  readonly ref: Ref
  readonly status: "done" | "cancelled"
  readonly at: Instant
  readonly locationRef: Ref | null
  readonly lines: readonly { readonly lineRef: Ref; readonly quantity: number }[]
  readonly tracking: readonly Tracking[]
}

/** Money that went back on the channel. */
export interface RefundRecord {
  readonly ref: Ref
  readonly at: Instant
  readonly amount: Money
  /** The return that it settles: what became of the units is told there, and not once more by `lines`. */
  readonly returnRef?: Ref | null
  readonly lines: readonly {
    readonly lineRef: Ref
    readonly quantity: number
    /** Whether the channel counted the units back onto a shelf. */
    readonly restocked: boolean
    /** True for units that had left and came back, false for units that never will leave. Left out where the channel does not say. */
    readonly hadLeft?: boolean
    readonly locationRef: Ref | null
  }[]
}

/** An order as the channel took it. */
export interface OrderRecord extends RecordBase<"orders"> {
  /** What the customer sees, for example `#1017`. */
  readonly number: string
  readonly status: "open" | "cancelled"
  /** True for an order made to try things out: it is stored and never reserved. */
  readonly test: boolean
  readonly placedAt: Instant
  readonly currencyCode: string
  /** True when `unitPrice` already contains tax. */
  readonly taxesIncluded: boolean
  readonly email: string | null
  readonly shippingAddress: AddressRecord | null
  readonly billingAddress: AddressRecord | null
  readonly delivery: DeliveryRecord
  readonly lines: readonly OrderLineRecord[]
  /** What the customer pays for delivery, without tax, after discounts. */
  readonly shipping: Money
  /** The tax on delivery. Left out means none. */
  readonly shippingTax?: Money
  /** Charges that belong to no line. */
  readonly charges?: readonly ChargeRecord[]
  /** What the customer owes in all, as it stands now. */
  readonly total: Money
  readonly customer?: CustomerRecord | null
  readonly discountCodes?: readonly string[]
  readonly note?: string | null
  /** How far the money is. Left out where the channel does not say. */
  readonly payment?: "pending" | "authorized" | "paid" | "partially-refunded" | "refunded" | "voided"
  /** What has been taken from the customer so far, before refunds. Left out where the channel does not say. */
  readonly captured?: Money | null
  readonly cancelReason?: string | null
  /** What left already. Left out where the channel does not tell. */
  readonly fulfilments?: readonly FulfilmentRecord[]
  readonly refunds?: readonly RefundRecord[]
  /** Our own order's id, when the order was made here and carried to the channel: it is an echo, never imported. */
  readonly ourOrderId?: string | null
}

/** One line of a return. */
export interface ReturnLineRecord {
  readonly ref: Ref
  /** The line of the order that comes back. */
  readonly orderLineRef: Ref
  readonly quantity: number
  /** Units that have arrived, whatever became of them. */
  readonly received: number
  /** Of these, the units that the channel counted back onto a shelf. */
  readonly restocked: number
  readonly reason: string
  readonly note: string
}

/** Goods on their way back, as the channel knows it. */
export interface ReturnRecord extends RecordBase<"returns"> {
  readonly orderRef: Ref
  readonly number: string
  readonly status: "requested" | "open" | "closed" | "cancelled" | "declined"
  /** The place that takes them; null when the channel has not decided. */
  readonly locationRef: Ref | null
  readonly lines: readonly ReturnLineRecord[]
  /** What has gone back to the customer for it; null when nothing has. */
  readonly refunded: Money | null
}

/** A record that no longer exists on the channel. */
export interface Tombstone {
  readonly feed: Feed
  readonly ref: Ref
  readonly deleted: true
}

export type ChannelRecord = ListingRecord | LocationRecord | StockRecord | OrderRecord | ReturnRecord

/** The record of a feed. */
export type RecordOf<F extends Feed> = Extract<ChannelRecord, { feed: F }>

/** A page of a feed. Reading from the same cursor again must be safe. */
export interface Page<F extends Feed = Feed> {
  readonly items: readonly (RecordOf<F> | Tombstone)[]
  /** Opaque; null when this was the last page. */
  readonly next: string | null
  /**
   * With the last page: the cursor from which to go on later, so that only what changed since is read again. Left out, the
   * engine starts at the beginning each time.
   */
  readonly resume?: string
  /** Everything that changed before this instant has now been given. */
  readonly drainedAsOf?: Instant
  /** The channel is still putting the feed together: ask for `next` after so many milliseconds. `items` may be empty meanwhile. */
  readonly afterMs?: number
  /** How far the reading is, where the channel tells: shown to whoever waits for a first import. */
  readonly progress?: { readonly done: number; readonly total: number | null }
}
