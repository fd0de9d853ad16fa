import type { BigNumberInput } from "@medusajs/framework/types"

/** Goods that are on their way to a location: a line of a purchase order, of a transfer, of a supplier's notice. */
export interface ExpectedSupply {
  /** The caller's own id: saying it again changes what was said, and is harmless when nothing changed. */
  readonly id: string
  readonly inventoryItemId: string
  readonly locationId: string
  /** Above zero, in the item's unit. */
  readonly quantity: BigNumberInput
  readonly expectedAt: Date
  /** What it comes from, a purchase order's id for example. */
  readonly sourceId?: string
}

/** Supply as it is known. */
export interface Supply {
  readonly id: string
  readonly inventoryItemId: string
  readonly locationId: string
  readonly quantity: number
  readonly expectedAt: Date
  readonly sourceId: string | null
  readonly state: "expected" | "received" | "cancelled"
  /** What came; null until it is received. */
  readonly receivedQuantity: number | null
}

export interface SupplyQuery {
  /** At most 1,000. */
  readonly inventoryItemIds: readonly string[]
  /** Left out: all locations. */
  readonly locationIds?: readonly string[]
}

/** What is on its way and what is already promised of it. */
export interface SupplyReading {
  readonly asOf: Date
  /** Still expected, earliest first. */
  readonly supplies: readonly Supply[]
  readonly promises: readonly FuturePromise[]
}

/** Units of future supply that belong to an order line. */
export interface FuturePromise {
  readonly id: string
  readonly lineItemId: string
  readonly inventoryItemId: string
  readonly locationId: string
  /** What is still to come of it. */
  readonly quantity: number
  /** What the customer was told. */
  readonly promisedFor: Date
  /** False when what is now expected by then no longer suffices for it and all promises before it. */
  readonly isCovered: boolean
}

export type SupplyOutcome =
  | {
      readonly ok: true
      /** True when nothing was to be done: it had been said, received or cancelled before. */
      readonly already: boolean
      /** Promises that what is expected no longer covers: tell the customers, or find other supply. */
      readonly endangered: readonly FuturePromise[]
    }
  | SupplyRefused

export type ReceiptOutcome =
  | {
      readonly ok: true
      readonly already: boolean
      readonly receivedQuantity: number
      /** Reservations of Medusa's that promises became, or that grew by them. */
      readonly reservations: readonly { readonly id: string; readonly lineItemId: string; readonly quantity: number }[]
      readonly endangered: readonly FuturePromise[]
    }
  | SupplyRefused

export interface SupplyRefused {
  readonly ok: false
  readonly already: boolean
  readonly reason: SupplyRefusalReason
  /** What is wrong, and what to do. */
  readonly message: string
}

export type SupplyRefusalReason =
  "invalid_request" | "unknown_item" | "unknown_supply" | "closed" | "not_enough" | "already_promised" | "key_reused"

/** When a quantity could be promised, and from where. */
export interface PromiseDateQuery {
  readonly inventoryItemId: string
  /** 1 to 200, the order is the preference among places that could promise it as early. */
  readonly locationIds: readonly string[]
  readonly quantity: BigNumberInput
}

/** The whole quantity comes from one place, since an order line is reserved at one. */
export interface PromiseDate {
  readonly locationId: string
  /** Null: it is there now. */
  readonly expectedAt: Date | null
}

export interface PromiseFutureRequest extends PromiseDateQuery {
  readonly lineItemId: string
  /** Refused when it can only be promised for later than this. */
  readonly notAfter?: Date
  readonly description?: string
  readonly createdBy?: string
  readonly idempotencyKey?: string
}

export type PromiseFutureOutcome =
  | {
      readonly ok: true
      readonly already: boolean
      readonly locationId: string
      /** When all of it will be there; null: now. */
      readonly expectedAt: Date | null
      /** The part that is there, set aside as Medusa's reservation; null when all of it is to come. */
      readonly reservation: { readonly id: string; readonly quantity: number } | null
      /** The part that is to come; null when all of it is there. */
      readonly promise: { readonly id: string; readonly quantity: number } | null
    }
  | SupplyRefused
