/** Work that is to be done for an order, and work that was done, as the shop remembers them. */

export type DeliveryType = "SHIPPING" | "PICK_UP" | "LOCAL" | "RETAIL" | "NONE"

export interface WorkLineRecord {
  readonly id: number
  readonly lineId: number
  quantity: number
  remaining: number
  /** Laid ready to be collected. */
  prepared: number
}

/** Why work may not go on. */
export interface HoldRecord {
  readonly id: number
  readonly handle: string
  readonly reason: string
  readonly reasonNotes: string | null
  /** What the app calls whatever will release it. Shopify takes it and never shows it. */
  readonly externalId: string | null
}

export type WorkStatus = "OPEN" | "IN_PROGRESS" | "ON_HOLD" | "SCHEDULED" | "CLOSED" | "CANCELLED"

/** Shopify's fulfilment order: what one place is to hand over for an order. */
export interface FulfillmentOrderRecord {
  readonly id: number
  locationId: number
  readonly deliveryType: DeliveryType
  readonly deliveryMethodId: number
  status: WorkStatus
  /** A person or an app has said that the work is under way. */
  isReported: boolean
  readonly fulfillAt: number
  readonly lines: WorkLineRecord[]
  readonly holds: HoldRecord[]
  readonly createdAt: number
  updatedAt: number
}

export interface TrackingRecord {
  readonly company: string | null
  readonly number: string | null
  readonly url: string | null
}

/** Which work the units of a fulfilment's line come from. */
export interface FulfilledPart {
  readonly workId: number
  readonly workLineId: number
  readonly quantity: number
}

export interface FulfillmentLineRecord {
  readonly id: number
  readonly lineId: number
  readonly quantity: number
  readonly parts: readonly FulfilledPart[]
}

export interface FulfillmentRecord {
  readonly id: number
  /** "#1001-F1" */
  readonly name: string
  readonly locationId: number
  status: "SUCCESS" | "CANCELLED"
  readonly lines: readonly FulfillmentLineRecord[]
  tracking: readonly TrackingRecord[]
  /** When the customer had it, where that was told. */
  deliveredAt: number | null
  readonly createdAt: number
  updatedAt: number
}
