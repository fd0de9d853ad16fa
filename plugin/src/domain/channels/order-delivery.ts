import type { Delivery, Order, OrderLine } from "./order"

/** How one line reaches the customer: its own way where it has one, else the order's. */
export const deliveryOf = (order: Pick<Order, "delivery">, line: Pick<OrderLine, "delivery">): Delivery =>
  line.delivery ?? order.delivery

/** True when units of the line are taken from a shelf: not for a download, a service or a gift card. */
export function isGoods(order: Pick<Order, "delivery">, line: OrderLine): boolean {
  return line.requiresShipping && line.giftCard !== true && deliveryOf(order, line).method !== "none"
}

/** True when the customer has taken the units along as they were sold. */
export const isHandedOver = (order: Pick<Order, "delivery">, line: OrderLine): boolean =>
  deliveryOf(order, line).method === "pos"

/** One place of the channel with the locations of ours that serve it, in the order of preference. */
interface PlaceOfOurs {
  readonly externalId: string
  readonly locationIds: readonly string[]
}

/**
 * Our locations that may serve a line, the preferred ones first. What was sold at a till left that very place, so no other is
 * asked; all else may come from anywhere that serves the connection, since a sale has to be kept.
 */
export function placesFor(
  order: Pick<Order, "delivery">,
  line: OrderLine,
  places: readonly PlaceOfOurs[]
): readonly string[] {
  const { locationRef } = deliveryOf(order, line)
  const own = places.find(({ externalId }) => externalId === locationRef)?.locationIds ?? []
  if (isHandedOver(order, line) && own.length > 0) return own
  return [...new Set([...own, ...places.flatMap(({ locationIds }) => locationIds)])]
}
