export interface ReserveSold {
  readonly reservations: readonly {
    readonly id: string
    readonly inventoryItemId: string
    readonly locationId: string
    readonly quantity: number
    readonly lineItemId: string
    readonly externalId?: string
    readonly description?: string
  }[]
  readonly floor: "shelf" | "none"
}

export type ReserveSoldOutcome =
  { readonly ok: true; readonly already: boolean } | { readonly ok: false; readonly short: readonly Shortage[] }

export interface Shortage {
  readonly inventoryItemId: string
  readonly locationId: string
  readonly wanted: number
  readonly available: number
}

/** Goods that have left, told by the reservations that kept them. */
export interface HandOver {
  readonly reservations: readonly {
    readonly id: string
    /** In the item's unit: what stays reserved. Absolute, so that a repetition takes nothing more. */
    readonly keep: number
  }[]
}

/** What left a shelf, and what could not, since the shelf held less than was sold from it: count it. */
export interface HandedOver {
  readonly taken: readonly TakenUnits[]
  readonly short: readonly Shortage[]
}

/** Units that left one shelf. */
export interface TakenUnits {
  readonly inventoryItemId: string
  readonly locationId: string
  readonly quantity: number
}
