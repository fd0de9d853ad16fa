import type { LineRecord, OrderRecord } from "./order-records"

/** An order's sums in minor units. */
export interface Totals {
  /** Lines after discounts. */
  readonly subtotal: number
  readonly discount: number
  readonly shipping: number
  readonly tax: number
  readonly total: number
}

/** What a line costs after its discount, for `quantity` of its units. */
export function lineTotal(line: LineRecord, quantity: number): number {
  return line.unitPrice * quantity - lineDiscount(line, quantity)
}

/** The discount of a line shrinks with it. */
export function lineDiscount(line: LineRecord, quantity: number): number {
  return line.quantity === 0 ? 0 : Math.round((line.discount * quantity) / line.quantity)
}

/** The tax in, or on top of, an amount. */
export function taxOf(order: Pick<OrderRecord, "taxRate" | "taxesIncluded">, amount: number): number {
  return Math.round(order.taxesIncluded ? (amount * order.taxRate) / (1 + order.taxRate) : amount * order.taxRate)
}

/** As it was ordered. */
export const originalTotals = (order: OrderRecord): Totals =>
  totals(order, (line) => line.quantity, order.shipping?.price ?? 0)

/** As it is now, without what was removed. A cancelled order owes nothing. */
export const currentTotals = (order: OrderRecord): Totals =>
  totals(order, (line) => line.currentQuantity, order.cancelledAt === null ? (order.shipping?.price ?? 0) : 0)

function totals(order: OrderRecord, quantityOf: (line: LineRecord) => number, shipping: number): Totals {
  const add = (amount: (line: LineRecord) => number) => order.lines.reduce((sum, line) => sum + amount(line), 0)
  const subtotal = add((line) => lineTotal(line, quantityOf(line)))
  const tax = add((line) => taxOf(order, lineTotal(line, quantityOf(line)))) + taxOf(order, shipping)
  return {
    subtotal,
    discount: add((line) => lineDiscount(line, quantityOf(line))),
    shipping,
    tax,
    total: subtotal + shipping + (order.taxesIncluded ? 0 : tax),
  }
}
