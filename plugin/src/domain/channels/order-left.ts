import type { Fulfilment, Order } from "./order"
import { deliveryOf, isGoods, isHandedOver } from "./order-delivery"

/** Units that have left on the channel's side, and how far they are. */
export interface LeftThere extends Pick<Fulfilment, "ref" | "lines" | "locationRef"> {
  /** True when the customer has them. */
  readonly isDelivered: boolean
}

/** The name of what a till handed over: a channel tells it by the order itself. */
export const handedOverRef = "handed-over"

/**
 * What has left by the channel's word: its fulfilments, and what a till handed over as it was sold. What is taken along, collected
 * or sent by wire is delivered; a parcel has only left.
 */
export function leftThere(order: Order): LeftThere[] {
  const told = (order.fulfilments ?? []).filter(({ status, lines }) => status === "done" && lines.length > 0)
  const arrived = new Set(order.lines.filter((line) => isArrived(order, line)).map(({ ref }) => ref))
  const fulfilments = told.map(({ ref, lines, locationRef }) => ({
    ref,
    lines,
    locationRef,
    isDelivered: lines.every(({ lineRef }) => arrived.has(lineRef)),
  }))
  const lines = order.lines.flatMap((line) => {
    const already = told.flatMap((each) => each.lines).filter(({ lineRef }) => lineRef === line.ref)
    const quantity = line.quantity - already.reduce((sum, each) => sum + each.quantity, 0)
    return isHandedOver(order, line) && isGoods(order, line) && quantity > 0 ? [{ lineRef: line.ref, quantity }] : []
  })
  const { locationRef } = order.delivery
  return lines.length > 0
    ? [...fulfilments, { ref: handedOverRef, lines, locationRef, isDelivered: true }]
    : fulfilments
}

const arrivedAtOnce: readonly string[] = ["pos", "pickup", "none"]
const isArrived = (order: Order, line: Order["lines"][number]) => arrivedAtOnce.includes(deliveryOf(order, line).method)
