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
