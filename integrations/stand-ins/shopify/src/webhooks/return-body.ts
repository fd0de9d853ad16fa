import { gid } from "../shop/global-ids"
import { asMoney } from "../shop/money"
import type { OrderRecord } from "../shop/order-records"
import type {
  DispositionRecord,
  RefundRecord,
  ReturnRecord,
  ReverseLineRecord,
  ReverseOrderRecord,
} from "../shop/return-records"
import { reasonById } from "../shop/returns/reasons"
import { asRestTime } from "../shop/time"

type Json = Record<string, unknown>

export function refundBody(order: OrderRecord, refund: RefundRecord): Json {
  const money = (minor: number) => asMoney(minor, order.currency)
  return {
    id: refund.id,
    admin_graphql_api_id: gid("Refund", refund.id),
    order_id: order.id,
    note: refund.note,
    restock: refund.lines.some(({ restockType }) => restockType !== "NO_RESTOCK"),
    refund_line_items: refund.lines.map((line) => ({
      id: line.id,
      line_item_id: line.lineId,
      quantity: line.quantity,
      restock_type: line.restockType.toLowerCase(),
      location_id: line.locationId,
      subtotal: money(line.subtotal),
      total_tax: money(line.tax),
    })),
    transactions: order.transactions
      .filter(({ refundId }) => refundId === refund.id)
      .map(({ id, kind, amount }) => ({ id, kind: kind.toLowerCase(), status: "success", amount: money(amount) })),
    order_adjustments: refund.discrepancy
      ? [{ id: refund.discrepancy.id, amount: money(-refund.discrepancy.amount) }]
      : [],
    return:
      refund.returnId === null ? null : { id: refund.returnId, admin_graphql_api_id: gid("Return", refund.returnId) },
    created_at: asRestTime(refund.createdAt),
    processed_at: asRestTime(refund.createdAt),
  }
}

export const returnBody = (order: OrderRecord, returned: ReturnRecord): Json => ({
  id: returned.id,
  admin_graphql_api_id: gid("Return", returned.id),
  name: returned.name,
  status: returned.status.toLowerCase(),
  order: { id: order.id, admin_graphql_api_id: gid("Order", order.id) },
  total_return_line_items: returned.lines.length,
  return_line_items: returned.lines.map((line) => ({
    id: line.id,
    admin_graphql_api_id: gid("ReturnLineItem", line.id),
    quantity: line.quantity,
    return_reason: reasonById(line.reasonId).legacy.toLowerCase(),
    return_reason_note: line.reasonNote,
    customer_note: line.customerNote,
    fulfillment_line_item: {
      id: line.fulfillmentLineId,
      admin_graphql_api_id: gid("FulfillmentLineItem", line.fulfillmentLineId),
      line_item: { id: line.lineId, admin_graphql_api_id: gid("LineItem", line.lineId) },
    },
  })),
})

export const dispositionBody = (
  order: OrderRecord,
  reverse: ReverseOrderRecord,
  line: ReverseLineRecord,
  { type, quantity, locationId }: DispositionRecord
): Json => ({
  id: reverse.id,
  admin_graphql_api_id: gid("ReverseFulfillmentOrder", reverse.id),
  order_id: order.id,
  line_item_id: gid("ReverseFulfillmentOrderLineItem", line.id),
  dispositions: [{ type: type.toLowerCase(), quantity, location_id: locationId }],
})
