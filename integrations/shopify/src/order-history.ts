import { RetryLater, type FulfilmentRecord, type RefundRecord, type Tracking } from "@anyshelf/connector-kit"
import type { Call } from "./client"
import type {
  FulfilmentLinesFragment,
  OrderFactsFragment,
  OrderHistoryQuery,
  RefundLineItemRestockType,
  RefundLinesFragment,
} from "./generated/admin"
import { utc } from "./instant"
import { shopMoney } from "./money"
import { moreFulfilmentLines, moreRefundLines, orderHistory } from "./operations/orders"
import { readAll } from "./read-all"

/** What has left, and what has gone back. */
export interface OrderHistory {
  readonly fulfilments: readonly FulfilmentRecord[]
  readonly refunds: readonly RefundRecord[]
}

type Facts = NonNullable<OrderHistoryQuery["order"]>
type Fulfilment = Facts["fulfillments"][number]
type Refund = Facts["refunds"][number]

/** Together some 950 of the 1000 points that one call may cost; most orders have one of each, and points not used come back. */
const FIRST = { fulfilments: 15, refunds: 10, lines: 8 }
const LINES = 100

/** True for an order of which something has left, or gone back. The others have no history to ask for. */
export const hasHistory = (order: OrderFactsFragment): boolean =>
  order.displayFulfillmentStatus !== "UNFULFILLED" ||
  order.cancelledAt !== null ||
  shopMoney(order.totalRefundedSet).amount > 0 ||
  order.lineItems.nodes.some(({ quantity, currentQuantity }) => quantity !== currentQuantity)

/** The history of an order. Throws `RetryLater` when the order has changed since its facts were read: the two would not agree. */
export async function readHistory(call: Call, order: OrderFactsFragment): Promise<OrderHistory> {
  if (!hasHistory(order)) return { fulfilments: [], refunds: [] }
  const facts = (await call(orderHistory, { id: order.id, ...FIRST })).order
  if (facts?.updatedAt !== order.updatedAt)
    throw new RetryLater(`Order ${order.name} changed while it was read; it is read again.`, 0)
  const fulfilments: FulfilmentRecord[] = []
  for (const fulfilment of facts.fulfillments) fulfilments.push(await toFulfilment(call, fulfilment))
  const refunds: RefundRecord[] = []
  for (const refund of facts.refunds) refunds.push(await toRefund(call, refund))
  return { fulfilments, refunds }
}

async function toFulfilment(call: Call, fulfilment: Fulfilment): Promise<FulfilmentRecord> {
  const { id, status, location, createdAt } = fulfilment
  const lines = await readAll<FulfilmentLinesFragment["nodes"][number]>(
    fulfilment.fulfillmentLineItems,
    async (after) => (await call(moreFulfilmentLines, { id, first: LINES, after })).fulfillment?.fulfillmentLineItems
  )
  return {
    ref: id,
    // A request that failed has sent nothing.
    status: status === "CANCELLED" || status === "ERROR" || status === "FAILURE" ? "cancelled" : "done",
    at: utc(createdAt),
    locationRef: location?.id ?? null,
    lines: lines.map(({ lineItem, quantity }) => ({ lineRef: lineItem.id, quantity: quantity ?? 0 })),
    tracking: fulfilment.trackingInfo.flatMap((info) => toTracking(info) ?? []),
  }
}

/** A parcel that has no number cannot be followed. */
function toTracking({ company, number, url }: Fulfilment["trackingInfo"][number]): Tracking | null {
  return number ? { company: company || null, number, url: url || null } : null
}

async function toRefund(call: Call, refund: Refund): Promise<RefundRecord> {
  const { id } = refund
  const lines = await readAll<RefundLinesFragment["nodes"][number]>(
    refund.refundLineItems,
    async (after) => (await call(moreRefundLines, { id, first: LINES, after })).refund?.refundLineItems
  )
  return {
    ref: id,
    at: utc(refund.createdAt ?? refund.processedAt),
    amount: shopMoney(refund.totalRefundedSet),
    returnRef: refund.return?.id ?? null,
    lines: lines.map(({ lineItem, quantity, restocked, restockType, location }) => ({
      lineRef: lineItem.id,
      quantity,
      restocked,
      ...hadLeft(restockType),
      locationRef: location?.id ?? null,
    })),
  }
}

/** Shopify says whether units had left only of those that it counted back. */
const hadLeft = (type: RefundLineItemRestockType) =>
  type === "RETURN" ? { hadLeft: true } : type === "CANCEL" ? { hadLeft: false } : {}
