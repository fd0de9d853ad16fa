import type { BigNumberInput } from "@medusajs/framework/types"

/**
 * A claim on stock: a hold (a cart's, for a limited time) or a reservation (an order's, until it is fulfilled or released).
 * Claims of one request are granted all or not at all. Each request may carry an idempotency key: the first answer, be it
 * a grant or a refusal, is what every repetition gets, from any process and after any restart.
 */
export interface ClaimLine {
  /** Medusa's inventory item id. */
  readonly inventoryItemId: string
  /**
   * Where the units may come from, 1 to 200 places. One: the claim is node-scoped. Several: it is pool-scoped, any of
   * them may give, also several together, and the order is the preference.
   */
  readonly locationIds: readonly string[]
  /** Above zero, in the item's unit, with no more decimals than that unit has. Exact decimal text is kept exactly. */
  readonly quantity: BigNumberInput
  /** The cart's or order's line that it is for. A pool-scoped reservation needs one: it is bound by it. */
  readonly lineItemId?: string
  readonly description?: string
}

export interface HoldRequest {
  /** Whose: a cart's id, or any name that the caller keeps. An owner holds what its last granted request asked for. */
  readonly owner: string
  /** Everything the owner is to hold, up to 200 lines: what it held before is replaced. None: it holds nothing any more. */
  readonly lines: readonly ClaimLine[]
  /** How long, counted by the database's clock: 1 second to 4 hours. */
  readonly ttlMs: number
  readonly idempotencyKey?: string
}

export interface ReserveRequest {
  readonly lines: readonly ClaimLine[]
  /** Whose holds of these items turn into the reservation, in place; what is over of them is freed. */
  readonly owner?: string
  /** Who asks: stored as `created_by` of Medusa's reservation. */
  readonly createdBy?: string
  readonly idempotencyKey?: string
}

export interface ExtendRequest {
  readonly owner: string
  /** Counted from now, by the database's clock. A hold is never shortened by it. */
  readonly ttlMs: number
}

/** What to give back. At least one of the three; together at most 1,000. */
export interface ReleaseRequest {
  /** Holds of these owners. */
  readonly owners?: readonly string[]
  /** Reservations by id, pool-scoped ones included. */
  readonly reservationIds?: readonly string[]
  /** Reservations of these order lines, pool-scoped ones included. */
  readonly lineItemIds?: readonly string[]
  readonly idempotencyKey?: string
}

/** Takes a pool-scoped reservation to the places that will serve it. */
export interface BindRequest {
  /** The order line of the pool-scoped reservation. */
  readonly lineItemId: string
  /** The item of the reservation; an order line that is a kit has one for each. */
  readonly inventoryItemId: string
  /**
   * Where to, with quantities that add up to no more than is reserved; the rest stays in the pool. Each place needs an
   * order line of its own, since Medusa fulfils the whole reservation of a line: the first may keep `lineItemId`.
   */
  readonly places: readonly {
    readonly locationId: string
    readonly quantity: BigNumberInput
    readonly lineItemId: string
  }[]
  readonly idempotencyKey?: string
}

/** Units set aside at one place. */
export interface ClaimedUnits {
  /** Which line of the request, from 0. */
  readonly line: number
  readonly inventoryItemId: string
  readonly locationId: string
  readonly quantity: number
}

/** A reservation that was made: Medusa's own when `locationId` is given, pool-scoped when it is null. */
export interface MadeReservation {
  readonly id: string
  readonly line: number
  readonly inventoryItemId: string
  readonly locationId: string | null
  readonly quantity: number
}

export type HoldOutcome =
  | {
      readonly ok: true
      /** True when this answer was given before, to the same key. */
      readonly already: boolean
      /** Null when the owner now holds nothing. */
      readonly expiresAt: Date | null
      readonly units: readonly ClaimedUnits[]
    }
  | Refused

export type ReserveOutcome =
  { readonly ok: true; readonly already: boolean; readonly reservations: readonly MadeReservation[] } | Refused

export type ExtendOutcome = { readonly ok: true; readonly expiresAt: Date } | Refused

export type ReleaseOutcome =
  /** `released`: how many holds and reservations this call gave back; 0 when others had done so before. */
  { readonly ok: true; readonly already: boolean; readonly released: number } | Refused

export type BindOutcome = ReserveOutcome

export interface Refused {
  readonly ok: false
  readonly already: boolean
  /** Every line that stands in the way; nothing was done for the others either. */
  readonly refusals: readonly Refusal[]
}

export type RefusalReason =
  /** Less is available than wanted. */
  | "short"
  /** No such item. */
  | "unknown_item"
  /** The item has no level at any of the places. */
  | "not_stocked"
  /** Not a number, not above zero, or beyond what can be stored. */
  | "invalid_quantity"
  /** More decimals than the item's unit has. */
  | "too_precise"
  /** A field is missing, malformed or beyond a limit. */
  | "invalid_request"
  /** The hold has lapsed, or the owner holds nothing. */
  | "lapsed"
  /** No such pool-scoped reservation. */
  | "unknown_reservation"
  /** The idempotency key was used for other parameters. */
  | "key_reused"

export interface Refusal {
  readonly reason: RefusalReason
  /** Which line of the request, from 0; null when it is the request as a whole. */
  readonly line: number | null
  /** What is wrong, and what to do. */
  readonly message: string
  readonly inventoryItemId?: string
  readonly locationIds?: readonly string[]
  readonly wanted?: number
  readonly available?: number
}

/** A living hold of an owner. */
export interface HeldUnits {
  readonly owner: string
  readonly inventoryItemId: string
  readonly locationId: string
  readonly quantity: number
  /** The pool that the units may come from; null when only from `locationId`. */
  readonly pool: readonly string[] | null
  readonly lineItemId: string | null
  /** Null for a pool-scoped reservation: it does not lapse. */
  readonly expiresAt: Date | null
}
