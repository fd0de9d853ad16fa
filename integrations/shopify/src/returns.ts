import type { Page, ReturnRecord } from "@anyshelf/connector-kit"
import type { Call } from "./client"
import { advance, changedSince, nextCursor, readCursor, resumeFrom } from "./cursor"
import type { OrdersWithReturnsQuery, ReturnStatus } from "./generated/admin"
import { isGid } from "./gid"
import { utc } from "./instant"
import { sum } from "./money"
import { ordersWithReturns, returnOfReverseOrder, returnsOfOrder } from "./operations/returns"
import { readAll } from "./read-all"
import { withoutReference } from "./push/reference"
import { readReturn, type ReturnFacts } from "./return-facts"

/** Orders in a page, and the returns of each that come along: 12 points an order of the 1000 that one call may cost. */
const PAGE = { first: 40, returns: 10 }
const MORE = { first: 50, lines: 1 }

/** Orders of which something came back, is to, or was asked to. */
const WITH_RETURNS = ["return_requested", "in_progress", "inspection_complete", "returned", "return_failed"]
  .map((status) => `return_status:${status}`)
  .join(" OR ")

type Order = OrdersWithReturnsQuery["orders"]["nodes"][number]

/** A page of the shop's returns. Shopify has no list of them, so orders with returns are walked, by their time of change. */
export async function pullReturns(call: Call, from: string | null): Promise<Page<"returns">> {
  const cursor = readCursor(from)
  const since = changedSince(cursor)
  const filter = since ? `${since} AND (${WITH_RETURNS})` : WITH_RETURNS
  const { nodes, pageInfo } = (await call(ordersWithReturns, { ...PAGE, after: cursor.after ?? null, filter })).orders
  const items: ReturnRecord[] = []
  for (const order of nodes) items.push(...(await returnsOf(call, order)))
  const met = nodes.map(({ updatedAt }) => ({ updatedAt: utc(updatedAt) }))
  const read = advance(cursor, met, call.now())
  if (!pageInfo.hasNextPage || pageInfo.endCursor === null) return { items, next: null, ...resumeFrom(read) }
  return { items, next: nextCursor(read, { after: pageInfo.endCursor }) }
}

async function returnsOf(call: Call, { id, returns }: Order): Promise<ReturnRecord[]> {
  const nodes = await readAll<{ readonly id: string }>(
    returns,
    async (after) => (await call(returnsOfOrder, { id, after, ...MORE })).order?.returns
  )
  const records: ReturnRecord[] = []
  for (const each of nodes) {
    const facts = await readReturn(call, each.id)
    if (facts) records.push(toReturn(facts))
  }
  return records
}

/** One return by its id, or by that of one of its reverse fulfilment orders, which is all that some webhooks name. */
export async function getReturn(call: Call, ref: string): Promise<ReturnRecord | null> {
  if (isGid("ReverseFulfillmentOrder", ref)) {
    const { reverseFulfillmentOrder } = await call(returnOfReverseOrder, { id: ref })
    const found = reverseFulfillmentOrder?.order?.returns.nodes.find(({ reverseFulfillmentOrders }) =>
      reverseFulfillmentOrders.nodes.some(({ id }) => id === ref)
    )
    return found ? getReturn(call, found.id) : null
  }
  if (!isGid("Return", ref)) return null
  const facts = await readReturn(call, ref)
  return facts && toReturn(facts)
}

const statuses: Readonly<Record<ReturnStatus, ReturnRecord["status"]>> = {
  CANCELED: "cancelled",
  CLOSED: "closed",
  DECLINED: "declined",
  OPEN: "open",
  REQUESTED: "requested",
}

/** A return in our words. It has no time of change of its own: its order's is moved by whatever happens to it. */
function toReturn(facts: ReturnFacts): ReturnRecord {
  const { id, name, order, status, refunds, places, lines, ...rest } = facts
  const refunded = refunds.nodes.map(({ totalRefundedSet }) => totalRefundedSet)
  return {
    feed: "returns",
    ref: id,
    orderRef: order.id,
    number: name,
    status: statuses[status],
    locationRef: places.length === 1 ? (places[0] ?? null) : null,
    lines: lines.map((line) => ({
      ref: line.ref,
      orderLineRef: line.orderLineRef,
      quantity: line.quantity,
      received: Math.max(0, line.processed - line.missing),
      restocked: line.restocked,
      reason: line.reason,
      note: withoutReference(line.note),
    })),
    refunded: refunded.length > 0 ? sum(refunded, order.currencyCode) : null,
    updatedAt: utc(order.updatedAt),
    raw: { ...rest, id, name, order, status, lines },
  }
}
