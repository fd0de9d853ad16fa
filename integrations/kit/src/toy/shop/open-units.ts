import type { ToyOrder, ToyReturn, ToyUnits } from "./model"

const sumOf = (units: readonly ToyUnits[], lineRef: string): number =>
  units.reduce((sum, each) => (each.lineRef === lineRef ? sum + each.quantity : sum), 0)

/** Units of a line that have left. */
export const leftUnits = ({ fulfilments }: ToyOrder, lineRef: string): number =>
  fulfilments.reduce((sum, { cancelled, lines }) => (cancelled ? sum : sum + sumOf(lines, lineRef)), 0)

/** Units of a line that are still to leave. */
export function openUnits(order: ToyOrder, lineRef: string): number {
  const line = order.lines.find(({ ref }) => ref === lineRef)
  return line ? line.quantity - leftUnits(order, lineRef) : 0
}

/** Units of a line that lie ready to be collected. */
export const readyUnits = (order: ToyOrder, lineRef: string): number => sumOf(order.prepared, lineRef)

/** Whether something says that this line must not leave. */
export const isHeld = ({ holds }: ToyOrder, lineRef: string): boolean =>
  holds.some(({ lines }) => lines.length === 0 || sumOf(lines, lineRef) > 0)

/** Units of a line that are on their way back, or have come back. */
export const returningUnits = (returns: Iterable<ToyReturn>, orderRef: string, lineRef: string): number => {
  let sum = 0
  for (const each of returns) {
    if (each.orderRef !== orderRef || each.status === "declined" || each.status === "cancelled") continue
    for (const line of each.lines) if (line.orderLineRef === lineRef) sum += line.quantity
  }
  return sum
}

/** Money of an order that went back. */
export const refundedAmount = ({ refunds }: ToyOrder): number => refunds.reduce((sum, { amount }) => sum + amount, 0)

/** What the customer owes for an order, as it stands now. */
export function totalOf(order: Omit<ToyOrder, "paid">): number {
  const added = (tax: number) => (order.taxesIncluded ? 0 : tax)
  const lines = order.lines.reduce(
    (sum, { price, quantity, discount, tax, duties }) => sum + price * quantity - discount + added(tax) + duties,
    0
  )
  const charges = order.charges.reduce((sum, { amount }) => sum + amount, 0)
  return lines + charges + order.shipping + added(order.shippingTax)
}
