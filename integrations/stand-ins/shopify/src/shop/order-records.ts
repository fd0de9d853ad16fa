import type { AddressRecord } from "./records"

/** An order as the shop remembers it. Amounts are in minor units of the order's currency. */

export interface PersonRecord {
  readonly id: number
  readonly firstName: string
  readonly lastName: string
  readonly email: string
  readonly createdAt: number
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
  readonly unitPrice: number
  readonly requiresShipping: boolean
  readonly tracked: boolean
  /** Ordered, with what was removed later. */
  quantity: number
  /** Ordered, without what was removed later. */
  currentQuantity: number
  unfulfilledQuantity: number
  /** Of the whole line, at `quantity`. */
  readonly discount: number
}

/** Where the units of a line come from. */
export interface AllocationRecord {
  readonly lineId: number
  quantity: number
}

export type DeliveryType = "SHIPPING" | "PICK_UP" | "LOCAL" | "RETAIL"

export interface FulfillmentOrderRecord {
  readonly id: number
  readonly locationId: number
  readonly deliveryType: DeliveryType
  readonly deliveryMethodId: number
  status: "OPEN" | "CLOSED"
  readonly lines: readonly (AllocationRecord & { readonly id: number; remaining: number })[]
  readonly createdAt: number
  updatedAt: number
}

export interface DiscountRecord {
  readonly code: string
  /** 10 for 10 %. */
  readonly percentage: number
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
  readonly shipping: { readonly id: number; readonly title: string; readonly price: number } | null
  readonly discount: DiscountRecord | null
  readonly customer: PersonRecord
  readonly address: AddressRecord
  readonly addressId: number
  /** The shop where it was sold over the counter, else null. */
  readonly retailLocationId: number | null
  readonly sourceName: "web" | "pos"
  readonly test: boolean
  readonly lines: readonly LineRecord[]
  readonly fulfillmentOrders: readonly FulfillmentOrderRecord[]
  note: string | null
  edited: boolean
  cancelledAt: number | null
  cancelReason: CancelReason | null
  readonly createdAt: number
  updatedAt: number
}
