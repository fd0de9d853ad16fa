import type { FulfillmentOrderRecord, FulfillmentRecord } from "./fulfillment-records"
import type { AddressRecord } from "./records"
import type { RefundRecord, ReturnRecord } from "./return-records"

/** An order as the shop remembers it. Amounts are in minor units of the order's currency. */

export interface PersonRecord {
  readonly id: number
  readonly firstName: string
  readonly lastName: string
  readonly email: string | null
  readonly phone: string | null
  readonly createdAt: number
}

/** A part of a discount that falls to a line or to delivery. */
export interface AllocationRecord {
  /** Its place in the order's `discounts`. */
  readonly discount: number
  /** Of the whole line, at `quantity`. */
  readonly amount: number
}

/** What the buyer chose or wrote beside the article, or beside the order. */
export interface AttributeRecord {
  readonly key: string
  readonly value: string
}

export interface LineRecord {
  readonly id: number
  readonly variantId: number
  readonly productId: number
  readonly inventoryItemId: number
  readonly title: string
  readonly variantTitle: string | null
  readonly sku: string | null
  readonly vendor: string
  unitPrice: number
  readonly requiresShipping: boolean
  readonly tracked: boolean
  readonly giftCard: boolean
  readonly attributes: readonly AttributeRecord[]
  /** Of the whole line, at `quantity`. */
  readonly duty: number
  readonly dutyId: number
  /** Ordered, with what was removed or refunded later. */
  quantity: number
  /** Ordered, without what was removed or refunded later. */
  currentQuantity: number
  unfulfilledQuantity: number
  /** Given back for money; what is missing between this, `currentQuantity` and `quantity` was removed. */
  refundedQuantity: number
  allocations: readonly AllocationRecord[]
}

export interface DiscountRecord {
  /** `code`: the buyer typed it · `automatic`: the shop's own · `manual`: a member of staff gave it. */
  readonly kind: "code" | "automatic" | "manual"
  /** The code, or what the others are called. */
  readonly title: string
  /** What it was taken from: all lines, one line, or delivery. */
  readonly target: "order" | "line" | "shipping"
  /** 10 for 10 %. Null where it is an amount. */
  readonly percentage: number | null
  /** Null where it is a percentage. */
  readonly amount: number | null
}

export interface ShippingRecord {
  readonly id: number
  readonly title: string
  price: number
  allocations: readonly AllocationRecord[]
  /** Of the price after discounts, without its tax. */
  refunded: number
}

/** An amount for something other than goods and delivery. */
export interface FeeRecord {
  readonly id: number
  readonly name: string
  readonly price: number
}

export interface TransactionRecord {
  readonly id: number
  readonly kind: "SALE" | "AUTHORIZATION" | "CAPTURE" | "REFUND" | "VOID"
  readonly status: "SUCCESS" | "PENDING"
  readonly amount: number
  readonly gateway: string
  readonly parentId: number | null
  readonly refundId: number | null
  readonly createdAt: number
}

export interface RiskRecord {
  readonly level: "HIGH" | "LOW" | "MEDIUM" | "NONE" | "PENDING"
  readonly recommendation: "ACCEPT" | "CANCEL" | "INVESTIGATE" | "NONE"
  readonly facts: readonly { readonly description: string; readonly sentiment: "NEGATIVE" | "NEUTRAL" | "POSITIVE" }[]
}

export type CancelReason = "CUSTOMER" | "DECLINED" | "FRAUD" | "INVENTORY" | "OTHER" | "STAFF"

export interface OrderRecord {
  readonly id: number
  readonly number: number
  readonly name: string
  readonly currency: string
  readonly taxesIncluded: boolean
  readonly taxRate: number
  readonly taxTitle: string
  shipping: ShippingRecord | null
  discounts: readonly DiscountRecord[]
  /** Null for a buyer who left no name, as over the counter. */
  readonly customer: PersonRecord | null
  readonly email: string | null
  readonly phone: string | null
  readonly address: AddressRecord
  readonly addressId: number
  /** The shop where it was sold over the counter, else null. */
  readonly retailLocationId: number | null
  readonly sourceName: "web" | "pos"
  readonly test: boolean
  readonly attributes: readonly AttributeRecord[]
  readonly tip: number
  readonly fees: readonly FeeRecord[]
  risk: RiskRecord
  readonly lines: LineRecord[]
  readonly fulfillmentOrders: FulfillmentOrderRecord[]
  readonly fulfillments: FulfillmentRecord[]
  readonly transactions: TransactionRecord[]
  readonly refunds: RefundRecord[]
  readonly returns: ReturnRecord[]
  /** What the order came to when it was placed. */
  readonly originalTotal: number
  note: string | null
  edited: boolean
  cancelledAt: number | null
  cancelReason: CancelReason | null
  staffNote: string | null
  closedAt: number | null
  readonly createdAt: number
  updatedAt: number
}
