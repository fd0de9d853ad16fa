import type { AddressRecord, ChargeRecord, CustomerRecord, DeliveryRecord, ReturnRecord, Tracking } from "../../records"

/** An article in the toy shop. */
export interface ToyArticle {
  readonly ref: string
  readonly title: string
  readonly sku: string | null
  readonly barcode?: string | null
  /** The product it is a variant of; its own ref unless given. */
  readonly productRef?: string
  /** False for an article that the shop does not count. @default true */
  readonly tracked?: boolean
  /** @default active */
  readonly status?: "active" | "draft"
  /** One unit, in the currency's smallest unit. @default 500 */
  readonly price?: number
  /** Places that cannot have it. */
  readonly notStockedAt?: readonly string[]
}

/** Some units of a line of an order. */
export interface ToyUnits {
  readonly lineRef: string
  readonly quantity: number
}

/** One line of an order; amounts in the currency's smallest unit. */
export interface ToyLine {
  readonly ref: string
  /** Null for something that the shop has no article for. */
  readonly articleRef: string | null
  /** The place that its units were taken from. */
  readonly locationRef: string
  readonly sku: string | null
  readonly title: string
  readonly quantity: number
  readonly price: number
  readonly discount: number
  readonly tax: number
  readonly duties: number
  readonly ships: boolean
  readonly giftCard: boolean
  readonly properties: Readonly<Record<string, string>>
  readonly delivery: DeliveryRecord | null
}

/** Units that left. */
export interface ToyFulfilment {
  readonly ref: string
  /** A free text of whoever made it. The shop reads nothing into it. */
  readonly reference: string
  readonly cancelled: boolean
  readonly at: string
  readonly locationRef: string | null
  readonly lines: readonly ToyUnits[]
  readonly tracking: readonly Tracking[]
}

/** Money that went back; the amount in the currency's smallest unit. */
export interface ToyRefund {
  readonly ref: string
  readonly reference: string
  readonly at: string
  readonly amount: number
  readonly lines: readonly (ToyUnits & {
    readonly restocked: boolean
    /** Whether these units had left before the money went back. */
    readonly hadLeft: boolean
    readonly locationRef: string | null
  })[]
}

/** Nothing of these lines may leave; without lines, nothing at all. */
export interface ToyHold {
  readonly key: string
  readonly reason: string
  readonly note: string
  readonly lines: readonly ToyUnits[]
}

/** A sale in the toy shop; amounts in the currency's smallest unit. */
export interface ToyOrder {
  readonly ref: string
  readonly number: string
  /** Rises with each change of any order. */
  readonly revision: number
  readonly placedAt: string
  readonly currencyCode: string
  readonly taxesIncluded: boolean
  readonly test: boolean
  readonly cancelled: boolean
  readonly cancelReason: string | null
  readonly email: string | null
  readonly customer: CustomerRecord | null
  readonly shippingAddress: AddressRecord | null
  readonly billingAddress: AddressRecord | null
  readonly delivery: DeliveryRecord
  readonly lines: readonly ToyLine[]
  readonly shipping: number
  readonly shippingTax: number
  readonly charges: readonly (Omit<ChargeRecord, "amount"> & { readonly amount: number })[]
  readonly discountCodes: readonly string[]
  readonly note: string | null
  readonly ourOrderId: string | null
  /** What the customer has paid in all, before refunds. */
  readonly paid: number
  readonly fulfilments: readonly ToyFulfilment[]
  /** Units that lie ready to be collected, and who said so. */
  readonly prepared: readonly (ToyUnits & { readonly reference: string })[]
  readonly holds: readonly ToyHold[]
  readonly refunds: readonly ToyRefund[]
}

/** Goods on their way back. */
export interface ToyReturn {
  readonly ref: string
  readonly reference: string
  /** Rises with each change of any return. */
  readonly revision: number
  readonly orderRef: string
  readonly number: string
  readonly status: ReturnRecord["status"]
  readonly locationRef: string | null
  readonly lines: ReturnRecord["lines"]
  /** Who said that something arrived. */
  readonly receipts: readonly string[]
}

/** A mail to the customer of an order. */
export interface ToyMail {
  readonly orderRef: string
  readonly about: "fulfilled" | "tracking" | "prepared" | "cancelled" | "refunded"
}
