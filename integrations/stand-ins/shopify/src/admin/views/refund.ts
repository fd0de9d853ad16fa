import { lineOf } from "../../shop/fulfillment/work"
import { gid } from "../../shop/global-ids"
import type { OrderRecord } from "../../shop/order-records"
import type { RefundLineRecord, RefundRecord } from "../../shop/return-records"
import { asDateTime } from "../../shop/time"
import { connection, type PageArgs } from "../connection"
import type { RequestContext, View } from "../context"
import { lineItemView } from "./line-item"
import { moneyBag, moneyView } from "./money"
import { shippingLineView } from "./shipping-line"

interface Owned {
  readonly order: OrderRecord
  readonly refund: RefundRecord
}

export function refundView(context: RequestContext, { order, refund }: Owned): View {
  const returned = order.returns.find(({ id }) => id === refund.returnId)
  const transactions = order.transactions.filter(({ refundId }) => refundId === refund.id)
  return {
    __typename: "Refund",
    id: gid("Refund", refund.id),
    legacyResourceId: String(refund.id),
    note: refund.note,
    order: () => context.show.order(context, order),
    return: () => (returned ? context.show.returned(context, { order, returned }) : null),
    staffMember: null,
    totalRefunded: moneyView(refund.amount, order.currency),
    totalRefundedSet: moneyBag(refund.amount, order.currency),
    refundLineItems: (args: PageArgs) => connection(refund.lines, args, (line) => refundLineView(context, order, line)),
    refundShippingLines: (args: PageArgs) =>
      connection(refund.shipping ? [refund.shipping] : [], args, (one) => shippingView(order, one)),
    orderAdjustments: (args: PageArgs) =>
      connection(refund.discrepancy ? [refund.discrepancy] : [], args, (one) => adjustmentView(order, one)),
    transactions: (args: PageArgs) =>
      connection(transactions, args, (transaction) => context.show.transaction(context, { order, transaction })),
    duties: refund.duties.map(({ amount }) => ({ amountSet: moneyBag(amount, order.currency), originalDuty: null })),
    createdAt: asDateTime(refund.createdAt),
    processedAt: asDateTime(refund.createdAt),
    updatedAt: asDateTime(refund.createdAt),
  }
}

function refundLineView(context: RequestContext, order: OrderRecord, part: RefundLineRecord): View {
  const location = context.store.locations.get(part.locationId)
  const line = lineOf(order, part.lineId)
  return {
    __typename: "RefundLineItem",
    id: gid("RefundLineItem", part.id),
    quantity: part.quantity,
    restockType: part.restockType,
    restocked: part.restockType !== "NO_RESTOCK",
    location: () => (location ? context.show.location(context, location) : null),
    lineItem: () => lineItemView(context, order, line),
    priceSet: moneyBag(part.quantity === 0 ? 0 : Math.round(part.subtotal / part.quantity), order.currency),
    subtotalSet: moneyBag(part.subtotal, order.currency),
    totalTaxSet: moneyBag(part.tax, order.currency),
  }
}

const shippingView = (order: OrderRecord, { id, amount, tax }: NonNullable<RefundRecord["shipping"]>): View => ({
  __typename: "RefundShippingLine",
  id: gid("RefundShippingLine", id),
  shippingLine: () => (order.shipping ? shippingLineView(order, order.shipping) : null),
  subtotalAmountSet: moneyBag(amount, order.currency),
  taxAmountSet: moneyBag(tax, order.currency),
})

const adjustmentView = (order: OrderRecord, { id, amount }: NonNullable<RefundRecord["discrepancy"]>): View => ({
  __typename: "OrderAdjustment",
  id: gid("OrderAdjustment", id),
  amountSet: moneyBag(-amount, order.currency),
  taxAmountSet: moneyBag(0, order.currency),
  reason: null,
})
