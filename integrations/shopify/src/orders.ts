import { RetryLater, type OrderRecord, type Page } from "@anyshelf/connector-kit"
import type { Call } from "./client"
import { advance, changedSince, nextCursor, readCursor, resumeFrom } from "./cursor"
import type { LinesFragment, OrderFactsFragment } from "./generated/admin"
import { isGid } from "./gid"
import { toOrder } from "./order-record"
import { orderById, orderLines, orders } from "./operations/orders"

/** An order with ten lines costs some 150 of the 1000 points that one call may cost. */
const PAGE = 5
const LINES = 10
/** Ten points each. An order has at most 500 lines: https://help.shopify.com/en/manual/fulfillment/managing-orders */
const MORE_LINES = 50
const LINE_PAGES_MAX = 40

/** A page of the shop's orders, by their time of change. */
export async function pullOrders(call: Call, from: string | null): Promise<Page<"orders">> {
  const cursor = readCursor(from)
  const filter = changedSince(cursor) ?? null
  const { nodes, pageInfo } = (await call(orders, { first: PAGE, after: cursor.after ?? null, filter, lines: LINES }))
    .orders
  const items: OrderRecord[] = []
  for (const order of nodes) items.push(await whole(call, order))
  const read = advance(cursor, items, call.now())
  if (!pageInfo.hasNextPage || pageInfo.endCursor === null) return { items, next: null, ...resumeFrom(read) }
  return { items, next: nextCursor(read, { after: pageInfo.endCursor }) }
}

/** One order by its id. */
export async function getOrder(call: Call, ref: string): Promise<OrderRecord | null> {
  if (!isGid("Order", ref)) return null
  const { order } = await call(orderById, { id: ref, lines: LINES })
  return order && whole(call, order)
}

/** An order with all its lines. */
async function whole(call: Call, order: OrderFactsFragment): Promise<OrderRecord> {
  const lines: LinesFragment["nodes"][number][] = [...order.lineItems.nodes]
  let { hasNextPage, endCursor } = order.lineItems.pageInfo
  for (let page = 0; hasNextPage && page < LINE_PAGES_MAX; page += 1) {
    const more = (await call(orderLines, { id: order.id, first: MORE_LINES, after: endCursor })).order
    // Lines of two different states make an order that never was.
    if (more?.updatedAt !== order.updatedAt) throw new RetryLater(`Order ${order.name} changed while it was read.`, 0)
    lines.push(...more.lineItems.nodes)
    ;({ hasNextPage, endCursor } = more.lineItems.pageInfo)
  }
  if (hasNextPage)
    throw new RetryLater(`Order ${order.name} has more lines than ${LINES + MORE_LINES * LINE_PAGES_MAX}.`)
  return toOrder(order, lines)
}
