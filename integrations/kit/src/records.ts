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
}

/** One place of the merchant, as the channel knows it. */
export interface LocationRecord extends RecordBase<"locations"> {
  readonly name: string
  readonly active: boolean
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

/** How an order leaves the shop. */
export type DeliveryMethod = "ship" | "pickup" | "local" | "none"

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
  /** Units still wanted: ordered less removed and cancelled. */
  readonly quantity: number
  /** The price of one unit before discounts. */
  readonly unitPrice: Money
  /** All discounts on the whole line, positive. */
  readonly discount: Money
  /** All taxes on the whole line. */
  readonly tax: Money
  /** False for a service or a download: nothing is taken from a shelf. */
  readonly requiresShipping: boolean
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
  readonly delivery: { readonly method: DeliveryMethod; readonly locationRef: Ref | null }
  readonly lines: readonly OrderLineRecord[]
  /** What the customer pays for delivery, without tax. */
  readonly shipping: Money
  readonly total: Money
}

/** A record that no longer exists on the channel. */
export interface Tombstone {
  readonly feed: Feed
  readonly ref: Ref
  readonly deleted: true
}

export type ChannelRecord = ListingRecord | LocationRecord | StockRecord | OrderRecord

/** The record of a feed. `returns` has none yet: no connector declares that feed. */
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
}
