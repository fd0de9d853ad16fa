import type { CancelReason, DeliveryType } from "./order-records"

/** What a buyer asks for. */
export interface SaleLine {
  readonly sku?: string
  /** A number or a global id; wins over the SKU. */
  readonly variantId?: number | string
  /** Default 1. */
  readonly quantity?: number
}

export interface Sale extends SaleLine {
  /** Instead of `sku`/`variantId` and `quantity`: several articles in one order. */
  readonly lines?: readonly SaleLine[]
  /** A number, a global id or a name. Without it: wherever the shop has it. Over the counter it must be given. */
  readonly locationId?: number | string
  /** Default "online". "pos" is a sale over the counter: paid, handed over, the units gone at once. */
  readonly channel?: "online" | "pos"
  /** Default "ship". Only for online orders. */
  readonly delivery?: "ship" | "pickup" | "local"
  readonly email?: string
  readonly firstName?: string
  readonly lastName?: string
  readonly note?: string
  /** 10 for 10 % off everything, under this code. */
  readonly discount?: { readonly code: string; readonly percentage: number }
  /** Default false. */
  readonly test?: boolean
}

export interface Cancellation {
  /** A number, a global id or a name like "#1001". */
  readonly orderId: number | string
  readonly reason?: CancelReason
  /** Default true: the units go back on sale. */
  readonly restock?: boolean
}

export interface Edit {
  readonly orderId: number | string
  /** The line of this article gets this many units; 0 removes it. */
  readonly sku?: string
  readonly quantity?: number
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
