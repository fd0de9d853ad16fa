import { moneyFromDecimal } from "../money"
import type { Money, OrderLineRecord, OrderRecord, RefundRecord } from "../records"
import type { WireOrder } from "./api/wire"
import { instantOf } from "./records"

/** Reads a decimal of the order's currency. */
type Read = (decimal: string) => Money

/** An order of the toy shop in our words. */
export function toOrder(order: WireOrder): OrderRecord {
  const money: Read = (decimal) => moneyFromDecimal(decimal, order.currencyCode)
  return {
    feed: "orders",
    ref: order.ref,
    number: order.number,
    status: order.cancelled ? "cancelled" : "open",
    test: order.test,
    placedAt: order.placedAt,
    updatedAt: instantOf(order.revision),
    currencyCode: order.currencyCode,
    taxesIncluded: order.taxesIncluded,
    email: order.email,
    shippingAddress: order.shippingAddress,
    billingAddress: order.billingAddress,
    delivery: order.delivery,
    lines: order.lines.map((line) => toLine(line, money)),
    shipping: money(order.shipping),
    shippingTax: money(order.shippingTax),
    charges: order.charges.map((charge) => ({ ...charge, amount: money(charge.amount) })),
    total: money(order.total),
    customer: order.customer,
    discountCodes: order.discountCodes,
    note: order.note,
    payment: paymentOf(order, money),
    cancelReason: order.cancelReason,
    fulfilments: order.fulfilments.map(({ cancelled, reference: _ours, ...rest }) => ({
      ...rest,
      status: cancelled ? "cancelled" : "done",
    })),
    refunds: order.refunds.map((refund) => toRefund(refund, money)),
    ourOrderId: order.ourOrderId,
    raw: order,
  }
}

const toLine = (line: WireOrder["lines"][number], money: Read): OrderLineRecord => ({
  ref: line.ref,
  listingRef: line.articleRef,
  sku: line.sku,
  title: line.title,
  quantity: line.quantity,
  unitPrice: money(line.price),
  discount: money(line.discount),
  tax: money(line.tax),
  duties: money(line.duties),
  requiresShipping: line.ships,
  giftCard: line.giftCard,
  properties: line.properties,
  ...(line.delivery && { delivery: line.delivery }),
})

const toRefund = (refund: WireOrder["refunds"][number], money: Read): RefundRecord => ({
  ref: refund.ref,
  at: refund.at,
  amount: money(refund.amount),
  lines: refund.lines,
})

function paymentOf({ paid, refunds }: WireOrder, money: Read): NonNullable<OrderRecord["payment"]> {
  const back = refunds.reduce((sum, { amount }) => sum + money(amount).amount, 0)
  if (back === 0) return money(paid).amount > 0 ? "paid" : "pending"
  return back < money(paid).amount ? "partially-refunded" : "refunded"
}
