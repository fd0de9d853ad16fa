import { isFaulty } from "./fault"
import { fulfil } from "./fulfillment/fulfil"
import type { TrackingRecord } from "./fulfillment-records"
import { gid } from "./global-ids"
import { findOrder } from "./lookup"
import { asMoney } from "./money"
import type { OrderRecord } from "./order-records"
import { isRefusal, refuse, type Refusal } from "./refusal"
import type { RefundRecord, ReturnRecord } from "./return-records"
import { openReturn } from "./returns/open-return"
import { noRefund, worthOf } from "./returns/record-refund"
import { refund, unitsIn } from "./returns/refund"
import type { ShopStore } from "./store"

/** What people do to an order on the shop's own pages, in fewer words than the Admin API takes. */

export interface StaffFulfilment {
  readonly orderId: number | string
  readonly tracking?: { readonly company?: string; readonly number?: string }
  readonly notify?: boolean
}

export interface StaffRefund {
  readonly orderId: number | string
  /** The article to give money back for; without it, only `amount` goes back. */
  readonly sku?: string
  /** Default 1. */
  readonly quantity?: number
  /** Default NO_RESTOCK. */
  readonly restockType?: "CANCEL" | "NO_RESTOCK" | "RETURN"
  /** Decimal; without it, what the units come to. */
  readonly amount?: string
  readonly note?: string
}

export interface StaffReturn {
  readonly orderId: number | string
  readonly sku: string
  /** Default 1. */
  readonly quantity?: number
  /** Default false. */
  readonly isApproved?: boolean
  readonly note?: string
}

/** Sends all that is open, place by place. */
export function fulfilOrder(
  store: ShopStore,
  { orderId, tracking, notify = false }: StaffFulfilment
): OrderRecord | Refusal {
  const order = findOrder(store, orderId)
  if (isRefusal(order)) return order
  const open = order.fulfillmentOrders.filter(({ status }) => status === "OPEN" || status === "IN_PROGRESS")
  if (open.length === 0) return refuse("too_late", `${order.name} has nothing that could be sent`)
  const row: TrackingRecord = { company: tracking?.company ?? null, number: tracking?.number ?? null, url: null }
  for (const { id } of open) {
    const sent = fulfil(store, [{ fulfillmentOrderId: gid("FulfillmentOrder", id) }], tracking ? [row] : [], notify)
    if (isFaulty(sent)) return refuse("too_late", sent.faults[0]?.message ?? "nothing was sent")
  }
  return order
}

export function refundOrder(store: ShopStore, back: StaffRefund): RefundRecord | Refusal {
  const order = findOrder(store, back.orderId)
  if (isRefusal(order)) return order
  const line = order.lines.find(({ sku, currentQuantity }) => sku === back.sku && currentQuantity > 0)
  if (back.sku !== undefined && !line) return refuse("unknown", `${order.name} has no line of "${back.sku}" left`)
  if (!line && back.amount === undefined) return refuse("invalid", "say what for: give `sku` or `amount`")
  const { quantity = 1, restockType = "NO_RESTOCK" } = back
  const refundLineItems = line ? [{ lineItemId: gid("LineItem", line.id), quantity, restockType }] : []
  const units = unitsIn(store, order, refundLineItems)
  if (isFaulty(units)) return refuse("invalid", units.faults[0]?.message ?? "the units cannot be refunded")
  const amount = back.amount ?? asMoney(worthOf(order, { ...noRefund, units }).total, order.currency)
  const transactions = [{ amount, kind: "REFUND" }]
  const made = refund(store, {
    orderId: gid("Order", order.id),
    refundLineItems,
    transactions,
    note: back.note ?? null,
  })
  return isFaulty(made) ? refuse("invalid", made.faults[0]?.message ?? "nothing was refunded") : made.refund
}

export function returnOrder(store: ShopStore, back: StaffReturn): ReturnRecord | Refusal {
  const order = findOrder(store, back.orderId)
  if (isRefusal(order)) return order
  const line = order.lines.find(({ sku }) => sku === back.sku)
  const sent = order.fulfillments
    .filter(({ status }) => status === "SUCCESS")
    .flatMap(({ lines }) => lines)
    .find(({ lineId }) => lineId === line?.id)
  if (!sent) return refuse("too_late", `nothing of "${back.sku}" has been sent for ${order.name} yet`)
  const { quantity = 1, note = null } = back
  const returned = { fulfillmentLineItemId: gid("FulfillmentLineItem", sent.id), quantity, customerNote: note }
  const input = { orderId: gid("Order", order.id), returnLineItems: [returned] }
  const made = openReturn(store, input, !back.isApproved)
  return isFaulty(made) ? refuse("invalid", made.faults[0]?.message ?? "no return was opened") : made.returned
}
