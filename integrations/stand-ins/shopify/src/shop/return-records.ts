/** Goods that come back and money that goes back, as the shop remembers them. */

export type RestockType = "CANCEL" | "NO_RESTOCK" | "RETURN"

export interface RefundLineRecord {
  readonly id: number
  readonly lineId: number
  readonly quantity: number
  readonly restockType: RestockType
  readonly locationId: number | null
  /** After discounts. */
  readonly subtotal: number
  readonly tax: number
}

export interface RefundRecord {
  readonly id: number
  readonly note: string | null
  /** What went back in all. */
  readonly amount: number
  readonly lines: readonly RefundLineRecord[]
  readonly shipping: { readonly id: number; readonly amount: number; readonly tax: number } | null
  readonly duties: readonly { readonly dutyId: number; readonly amount: number }[]
  /** What went back beyond, or short of, what the lines come to. */
  readonly discrepancy: { readonly id: number; readonly amount: number } | null
  readonly returnId: number | null
  readonly createdAt: number
}

export type ReturnStatus = "REQUESTED" | "OPEN" | "CLOSED" | "CANCELED" | "DECLINED"
export type DispositionType = "MISSING" | "NOT_RESTOCKED" | "PROCESSING_REQUIRED" | "RESTOCKED"

export interface DispositionRecord {
  readonly id: number
  readonly type: DispositionType
  readonly quantity: number
  readonly locationId: number | null
  readonly createdAt: number
}

export interface ReturnLineRecord {
  readonly id: number
  readonly fulfillmentLineId: number
  readonly lineId: number
  quantity: number
  processed: number
  refunded: number
  readonly reasonId: number
  readonly reasonNote: string
  readonly customerNote: string | null
}

/** What is expected back for one line of a return, and what became of it. */
export interface ReverseLineRecord {
  readonly id: number
  readonly returnLineId: number
  readonly fulfillmentLineId: number
  quantity: number
  readonly dispositions: DispositionRecord[]
}

export interface ReverseOrderRecord {
  readonly id: number
  status: "OPEN" | "CLOSED" | "CANCELED"
  readonly lines: ReverseLineRecord[]
}

export interface ReturnRecord {
  readonly id: number
  /** "#1001-R1" */
  readonly name: string
  status: ReturnStatus
  decline: { readonly reason: "FINAL_SALE" | "OTHER" | "RETURN_PERIOD_ENDED"; readonly note: string | null } | null
  readonly lines: ReturnLineRecord[]
  readonly reverseOrders: ReverseOrderRecord[]
  approvedAt: number | null
  closedAt: number | null
  readonly createdAt: number
  updatedAt: number
}
