import type { OrderRecord } from "../../shop/order-records"
import { connection, type PageArgs } from "../connection"
import type { RequestContext, View } from "../context"
import { NotImplemented } from "../errors"
import { suggestedRefundView } from "./suggested-refund"

type First = { readonly first?: number | null; readonly query?: string | null }

/** What has been done for an order, and taken back. */
export function orderHistory(context: RequestContext, order: OrderRecord): View {
  const { show } = context
  return {
    fulfillmentOrders: (args: PageArgs & { query?: string | null; displayable?: boolean }) => {
      if (args.query) throw new NotImplemented("Order.fulfillmentOrders(query:)")
      return connection(order.fulfillmentOrders, args, (work) => show.work(context, { order, work }))
    },
    fulfillments: ({ first, query }: First) => {
      if (query) throw new NotImplemented("Order.fulfillments(query:)")
      return order.fulfillments
        .slice(0, first ?? undefined)
        .map((fulfillment) => show.fulfillment(context, { order, fulfillment }))
    },
    fulfillmentsCount: { count: order.fulfillments.length, precision: "EXACT" },
    refunds: ({ first }: First) =>
      order.refunds.slice(0, first ?? undefined).map((refund) => show.refund(context, { order, refund })),
    returns: (args: PageArgs & { query?: string | null }) => {
      if (args.query) throw new NotImplemented("Order.returns(query:)")
      return connection(order.returns, args, (returned) => show.returned(context, { order, returned }))
    },
    transactions: ({ first, capturable }: First & { capturable?: boolean | null }) =>
      order.transactions
        .filter(({ kind }) => capturable == null || (kind === "AUTHORIZATION") === capturable)
        .slice(0, first ?? undefined)
        .map((transaction) => show.transaction(context, { order, transaction })),
    transactionsCount: { count: order.transactions.length, precision: "EXACT" },
    suggestedRefund: suggestedRefundView(context, order),
    risk: {
      recommendation: order.risk.recommendation,
      assessments:
        order.risk.level === "NONE" ? [] : [{ riskLevel: order.risk.level, facts: order.risk.facts, provider: null }],
    },
    disputes: [],
  }
}
