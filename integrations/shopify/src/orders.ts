import { RetryLater, type OrderRecord, type Page } from "@anyshelf/connector-kit"
import type { Call } from "./client"
import { advance, changedSince, nextCursor, readCursor, resumeFrom } from "./cursor"
import type { OrderFactsFragment } from "./generated/admin"
import { isParted, type Placed } from "./delivery"
import { isGid } from "./gid"
import { readHistory } from "./order-history"
import { toOrder } from "./order-record"
import { orderById, orderLines, orderOfFulfillmentOrder, orderPlaces, orders } from "./operations/orders"
import { readAll } from "./read-all"

/** Four such orders cost some 950 of the 1000 points that one call may cost; a test reckons it. */
const PAGE = 4
const FIRST = { lines: 8 }
/** An order has at most 500 lines: https://help.shopify.com/en/manual/fulfillment/managing-orders */
const MORE_LINES = 50

/** A page of the shop's orders, by their time of change. */
export async function pullOrders(call: Call, from: string | null): Promise<Page<"orders">> {
  const cursor = readCursor(from)
  const filter = changedSince(cursor) ?? null
  const { nodes, pageInfo } = (await call(orders, { first: PAGE, after: cursor.after ?? null, filter, ...FIRST }))
    .orders
  const items: OrderRecord[] = []
  for (const order of nodes) items.push(await whole(call, order))
  const read = advance(cursor, items, call.now())
  if (!pageInfo.hasNextPage || pageInfo.endCursor === null) return { items, next: null, ...resumeFrom(read) }
  return { items, next: nextCursor(read, { after: pageInfo.endCursor }) }
}

/** One order by its id, or by that of one of its fulfilment orders, which is all that some webhooks name. */
export async function getOrder(call: Call, ref: string): Promise<OrderRecord | null> {
  if (isGid("FulfillmentOrder", ref)) {
    const { fulfillmentOrder } = await call(orderOfFulfillmentOrder, { id: ref })
    return fulfillmentOrder && getOrder(call, fulfillmentOrder.orderId)
  }
  if (!isGid("Order", ref)) return null
  const { order } = await call(orderById, { id: ref, ...FIRST })
  return order && whole(call, order)
}

/** Which line leaves with which part of an order. Some 880 of the 1000 points that one call may cost. */
const PLACES = { first: 20, lines: 20 }

async function readPlaced(call: Call, order: OrderFactsFragment): Promise<Placed> {
  if (!isParted(order)) return new Map()
  const ask = async (after: string | null) => {
    const found = (await call(orderPlaces, { id: order.id, after, ...PLACES })).order
    if (found?.updatedAt !== order.updatedAt) throw changed(order)
    return found.fulfillmentOrders
  }
  const parts = await readAll(await ask(null), ask)
  return new Map(parts.map(({ id, lineItems }) => [id, lineItems.nodes.map(({ lineItem }) => lineItem.id)]))
}

/** An order with all its lines, and with what has become of them. */
async function whole(call: Call, order: OrderFactsFragment): Promise<OrderRecord> {
  const lines = await readAll(order.lineItems, async (after) => {
    const more = (await call(orderLines, { id: order.id, first: MORE_LINES, after })).order
    // Lines of two different states make an order that never was.
    if (more?.updatedAt !== order.updatedAt) throw changed(order)
    return more.lineItems
  })
  return toOrder(order, lines, await readHistory(call, order), await readPlaced(call, order))
}

const changed = ({ name }: OrderFactsFragment) =>
  new RetryLater(`Order ${name} changed while it was read; it is read again.`, 0)
