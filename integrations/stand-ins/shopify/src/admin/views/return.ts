import { lineOf } from "../../shop/fulfillment/work"
import type { FulfillmentLineRecord } from "../../shop/fulfillment-records"
import { gid } from "../../shop/global-ids"
import type { OrderRecord } from "../../shop/order-records"
import type {
  DispositionRecord,
  ReturnLineRecord,
  ReturnRecord,
  ReverseLineRecord,
  ReverseOrderRecord,
} from "../../shop/return-records"
import { reasonById, type ReturnReason } from "../../shop/returns/reasons"
import { asDateTime } from "../../shop/time"
import { lineTotal } from "../../shop/totals"
import { connection, type PageArgs } from "../connection"
import type { RequestContext, View } from "../context"
import { fulfillmentLineView } from "./fulfillment"
import { moneyBag } from "./money"

interface Owned {
  readonly order: OrderRecord
  readonly returned: ReturnRecord
}

const time = (ms: number | null) => (ms === null ? null : asDateTime(ms))

export function returnView(context: RequestContext, { order, returned }: Owned): View {
  const refunds = order.refunds.filter(({ returnId }) => returnId === returned.id)
  const transactions = order.transactions.filter(({ refundId }) => refunds.some(({ id }) => id === refundId))
  return {
    __typename: "Return",
    id: gid("Return", returned.id),
    name: returned.name,
    status: returned.status,
    decline: returned.decline,
    order: () => context.show.order(context, order),
    totalQuantity: returned.lines.reduce((sum, { quantity }) => sum + quantity, 0),
    staffMember: null,
    returnShippingFees: [],
    requestApprovedAt: time(returned.approvedAt),
    closedAt: time(returned.closedAt),
    createdAt: asDateTime(returned.createdAt),
    returnLineItems: (args: PageArgs) =>
      connection(returned.lines, args, (line) => returnLineView(context, order, line)),
    exchangeLineItems: (args: PageArgs) => connection([], args, () => ({})),
    reverseFulfillmentOrders: (args: PageArgs) =>
      connection(returned.reverseOrders, args, (reverse) => reverseOrderView(context, order, reverse)),
    refunds: (args: PageArgs) => connection(refunds, args, (refund) => context.show.refund(context, { order, refund })),
    transactions: (args: PageArgs) =>
      connection(transactions, args, (transaction) => context.show.transaction(context, { order, transaction })),
  }
}

const sentLine = ({ fulfillments }: OrderRecord, id: number): FulfillmentLineRecord =>
  fulfillments.flatMap(({ lines }) => lines).find((line) => line.id === id) as FulfillmentLineRecord

function returnLineView(context: RequestContext, order: OrderRecord, part: ReturnLineRecord): View {
  const line = lineOf(order, part.lineId)
  const reason = reasonById(part.reasonId)
  const left = part.quantity - part.processed
  return {
    __typename: "ReturnLineItem",
    id: gid("ReturnLineItem", part.id),
    quantity: part.quantity,
    processedQuantity: part.processed,
    processableQuantity: left,
    unprocessedQuantity: left,
    refundedQuantity: part.refunded,
    refundableQuantity: part.quantity - part.refunded,
    returnReason: reason.legacy,
    returnReasonDefinition: () => reasonView(reason),
    returnReasonNote: part.reasonNote,
    customerNote: part.customerNote,
    restockingFee: null,
    fulfillmentLineItem: () => fulfillmentLineView(context, order, sentLine(order, part.fulfillmentLineId)),
    withCodeDiscountedTotalPriceSet: moneyBag(lineTotal(line, part.quantity), order.currency),
  }
}

export const reasonView = ({ id, handle, name }: ReturnReason): View => ({
  __typename: "ReturnReasonDefinition",
  id: gid("ReturnReasonDefinition", id),
  handle,
  name,
  deleted: false,
})

export function reverseOrderView(context: RequestContext, order: OrderRecord, reverse: ReverseOrderRecord): View {
  return {
    __typename: "ReverseFulfillmentOrder",
    id: gid("ReverseFulfillmentOrder", reverse.id),
    status: reverse.status,
    order: () => context.show.order(context, order),
    lineItems: (args: PageArgs) => connection(reverse.lines, args, (line) => reverseLineView(context, order, line)),
    reverseDeliveries: (args: PageArgs) => connection([], args, () => ({})),
    thirdPartyConfirmation: null,
  }
}

export const reverseLineView = (context: RequestContext, order: OrderRecord, line: ReverseLineRecord): View => ({
  __typename: "ReverseFulfillmentOrderLineItem",
  id: gid("ReverseFulfillmentOrderLineItem", line.id),
  totalQuantity: line.quantity,
  fulfillmentLineItem: () => fulfillmentLineView(context, order, sentLine(order, line.fulfillmentLineId)),
  dispositions: line.dispositions.map((one) => dispositionView(context, one)),
})

function dispositionView(
  context: RequestContext,
  { id, type, quantity, locationId, createdAt }: DispositionRecord
): View {
  const location = context.store.locations.get(locationId)
  return {
    __typename: "ReverseFulfillmentOrderDisposition",
    id: gid("ReverseFulfillmentOrderDisposition", id),
    type,
    quantity,
    location: () => (location ? context.show.location(context, location) : null),
    createdAt: asDateTime(createdAt),
  }
}
