import type { FulfillmentOrderAction, OrderWorkQuery, WorkLinesFragment } from "../generated/admin"
import type { Call } from "../client"
import { moreWorkLines, orderWork } from "../operations/fulfilment"
import { readAll } from "../read-all"

type WorkOrder = NonNullable<OrderWorkQuery["order"]>["fulfillmentOrders"]["nodes"][number]

/** One of Shopify's fulfilment orders: what is to leave from one place, in one way. */
export interface Work extends Omit<WorkOrder, "lineItems"> {
  readonly lines: readonly WorkLinesFragment["nodes"][number][]
}

/** What there is to do for an order. */
export interface OrderWork {
  readonly cancelled: boolean
  readonly work: readonly Work[]
}

/** Some 560 of the 1000 points that one call may cost. */
const FIRST = { first: 10, lines: 12 }
const MORE_LINES = 200

/** All fulfilment orders of an order, with all their lines; null when the shop has no such order. */
export async function readWork(call: Call, orderRef: string): Promise<OrderWork | null> {
  const ask = async (after: string | null) => (await call(orderWork, { id: orderRef, after, ...FIRST })).order
  const order = await ask(null)
  if (!order) return null
  const found = await readAll(order.fulfillmentOrders, async (after) => (await ask(after))?.fulfillmentOrders)
  const work: Work[] = []
  for (const { lineItems, ...rest } of found) {
    const lines = await readAll(
      lineItems,
      async (after) =>
        (await call(moreWorkLines, { id: rest.id, first: MORE_LINES, after })).fulfillmentOrder?.lineItems
    )
    work.push({ ...rest, lines })
  }
  return { cancelled: order.cancelledAt !== null, work }
}

/** True while something of it may still be done. */
export const isOpen = ({ status }: Work): boolean => status !== "CLOSED" && status !== "CANCELLED"

export const allows = ({ supportedActions }: Work, wanted: FulfillmentOrderAction): boolean =>
  supportedActions.some(({ action }) => action === wanted)

export const placeOf = ({ assignedLocation }: Work): string | null => assignedLocation.location?.id ?? null

/** The units of a line of the order that are still to leave with a fulfilment order. */
export const remainingOf = ({ lines }: Work, lineRef: string): number =>
  lines.reduce((sum, { lineItem, remainingQuantity }) => sum + (lineItem.id === lineRef ? remainingQuantity : 0), 0)

export const isEmpty = ({ lines }: Work): boolean => lines.every(({ remainingQuantity }) => remainingQuantity === 0)
