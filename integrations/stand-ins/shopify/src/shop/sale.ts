import type { DeliveryType } from "./fulfillment-records"
import type { AttributeRecord, CancelReason, RiskRecord } from "./order-records"
import type { AddressRecord } from "./records"

/** A price that is taken off. Give `percentage` (10 for 10 %) or `amount` (decimal, in the shop's currency). */
export interface DiscountInput {
  /** Default "code": what the buyer typed. */
  readonly kind?: "code" | "automatic" | "manual"
  /** The code, or what it is called. */
  readonly title: string
  /** Default "order": all lines, in proportion to their prices. "line" only beside a line. */
  readonly target?: "order" | "line" | "shipping"
  readonly percentage?: number
  readonly amount?: string | number
}

/** What a buyer asks for. */
export interface SaleLine {
  readonly sku?: string
  /** A number or a global id; wins over the SKU. */
  readonly variantId?: number | string
  /** Default 1. */
  readonly quantity?: number
  /** Decimal, in the shop's currency; instead of the variant's own price. */
  readonly unitPrice?: string | number
  /** Off this line only. */
  readonly lineDiscount?: DiscountInput
  /** Import duty on the whole line, decimal. */
  readonly duty?: string | number
  /** What the buyer wrote beside it: an engraving, a gift message. */
  readonly attributes?: readonly AttributeRecord[]
  /** Where this line is served from; a number, a global id or a name. Wins over the sale's. */
  readonly locationId?: number | string
}

export interface Sale extends SaleLine {
  /** Instead of `sku`/`variantId` and `quantity`: several articles in one order. */
  readonly lines?: readonly SaleLine[]
  /** Default "online". "pos" is a sale over the counter, which needs `locationId`: paid, handed over, the units gone. */
  readonly channel?: "online" | "pos"
  /** Default "ship". Only for online orders. */
  readonly delivery?: "ship" | "pickup" | "local"
  /** False for a buyer who leaves no name. Default true. */
  readonly customer?: boolean
  readonly email?: string
  readonly phone?: string
  readonly firstName?: string
  readonly lastName?: string
  /** What differs from the address that buyers have here. */
  readonly address?: Partial<AddressRecord>
  readonly note?: string
  /** Beside the order: a gift message, a wish for the delivery. */
  readonly orderAttributes?: readonly AttributeRecord[]
  /** 10 for 10 % off everything, under this code. The short form of `discounts`. */
  readonly discount?: { readonly code: string; readonly percentage: number }
  readonly discounts?: readonly DiscountInput[]
  /** Decimal, in the shop's currency; instead of the shop's own price for delivery. */
  readonly shippingPrice?: string | number
  readonly shippingTitle?: string
  /** Decimal. */
  readonly tip?: string | number
  readonly fees?: readonly { readonly name: string; readonly price: string | number }[]
  /** Whether prices contain tax; instead of the shop's own way. */
  readonly taxesIncluded?: boolean
  /** Share of the price, 0.2 for 20 %; instead of the shop's own. */
  readonly taxRate?: number
  /** Default "paid". "partial" is half of it. */
  readonly payment?: "paid" | "authorized" | "pending" | "partial"
  readonly risk?: RiskRecord["level"]
  /** Default false. */
  readonly test?: boolean
}

export interface Cancellation {
  /** A number, a global id or a name like "#1001". */
  readonly orderId: number | string
  readonly reason?: CancelReason
  /** Default true: the units go back on sale. */
  readonly restock?: boolean
  /** Default true: what was paid goes back. */
  readonly refund?: boolean
  readonly notify?: boolean
  readonly staffNote?: string
}

/** What a member of staff changes in an order that is placed. Each part may be left out. */
export interface Edit {
  readonly orderId: number | string
  /** The line of this article gets this many units; 0 removes it, more are taken from stock. */
  readonly sku?: string
  readonly quantity?: number
  /** Decimal: what a unit of the line of `sku` costs from now on. */
  readonly unitPrice?: string | number
  /** An article more, as another line. */
  readonly add?: SaleLine
  /** Off the line of `sku`, or off all lines. Comes on top of what there is. */
  readonly discount?: DiscountInput
  /** Decimal: what delivery costs from now on; 0 makes it free. */
  readonly shippingPrice?: string | number
  readonly note?: string
}

export interface StockEdit {
  readonly sku?: string
  readonly variantId?: number | string
  /** A number, a global id or a name. Default: the shop's first place. */
  readonly locationId?: number | string
  /** What is available from now on. */
  readonly available?: number
  /** Or: so many more, or fewer. */
  readonly delta?: number
}

export const deliveryTypes: Record<NonNullable<Sale["delivery"]>, DeliveryType> = {
  ship: "SHIPPING",
  pickup: "PICK_UP",
  local: "LOCAL",
}
