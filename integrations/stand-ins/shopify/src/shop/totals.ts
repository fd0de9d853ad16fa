import type { AllocationRecord, LineRecord, OrderRecord } from "./order-records"

/** An order's sums in minor units. */
export interface Totals {
  /** Lines after discounts. */
  readonly subtotal: number
  /** On lines and on delivery. */
  readonly discount: number
  /** Delivery after discounts. */
  readonly shipping: number
  readonly tax: number
  readonly duties: number
  readonly fees: number
  readonly tip: number
  readonly total: number
}

export const allocated = (allocations: readonly AllocationRecord[]): number =>
  allocations.reduce((sum, { amount }) => sum + amount, 0)

/** What a line costs after its discounts, for `quantity` of its units. */
export function lineTotal(line: LineRecord, quantity: number): number {
  return line.unitPrice * quantity - lineDiscount(line, quantity)
}

/** The discount of a line shrinks with it. */
export const lineDiscount = (line: LineRecord, quantity: number): number =>
  part(line, allocated(line.allocations), quantity)

const lineDuty = (line: LineRecord, quantity: number): number => part(line, line.duty, quantity)

const part = (line: LineRecord, whole: number, quantity: number) =>
  line.quantity === 0 ? 0 : Math.round((whole * quantity) / line.quantity)

/** The tax in, or on top of, an amount. */
export function taxOf(order: Pick<OrderRecord, "taxRate" | "taxesIncluded">, amount: number): number {
  return Math.round(order.taxesIncluded ? (amount * order.taxRate) / (1 + order.taxRate) : amount * order.taxRate)
}

/** Delivery after its discounts. */
export const shippingNet = ({ shipping }: Pick<OrderRecord, "shipping">): number =>
  shipping === null ? 0 : shipping.price - allocated(shipping.allocations)

type Priced = Pick<OrderRecord, "taxRate" | "taxesIncluded" | "shipping" | "lines" | "fees" | "tip" | "cancelledAt">

/** As it was ordered, with what was added later. */
export const originalTotals = (order: Priced): Totals =>
  totals(order, (line) => line.quantity, shippingNet(order), {
    fees: sumOf(order.fees),
    tip: order.tip,
    shippingDiscount: allocated(order.shipping?.allocations ?? []),
  })

/** As it is now, without what was removed or refunded. A cancelled order owes nothing. */
export function currentTotals(order: Priced): Totals {
  const isOpen = order.cancelledAt === null
  const shipping = isOpen ? shippingNet(order) - (order.shipping?.refunded ?? 0) : 0
  return totals(order, (line) => line.currentQuantity, shipping, {
    fees: isOpen ? sumOf(order.fees) : 0,
    tip: isOpen ? order.tip : 0,
    shippingDiscount: isOpen ? allocated(order.shipping?.allocations ?? []) : 0,
  })
}

const sumOf = (fees: OrderRecord["fees"]) => fees.reduce((sum, { price }) => sum + price, 0)

interface Beside {
  readonly fees: number
  readonly tip: number
  readonly shippingDiscount: number
}

function totals(order: Priced, quantityOf: (line: LineRecord) => number, shipping: number, beside: Beside): Totals {
  const add = (amount: (line: LineRecord) => number) => order.lines.reduce((sum, line) => sum + amount(line), 0)
  const { fees, tip, shippingDiscount } = beside
  const subtotal = add((line) => lineTotal(line, quantityOf(line)))
  const tax = add((line) => lineTax(order, line, quantityOf(line))) + taxOf(order, shipping)
  const duties = add((line) => lineDuty(line, quantityOf(line)))
  return {
    subtotal,
    discount: add((line) => lineDiscount(line, quantityOf(line))) + shippingDiscount,
    shipping,
    tax,
    duties,
    fees,
    tip,
    total: subtotal + shipping + duties + fees + tip + (order.taxesIncluded ? 0 : tax),
  }
}

/** A gift card is money in another form: it is not taxed until it is spent. */
export const lineTax = (
  order: Pick<OrderRecord, "taxRate" | "taxesIncluded">,
  line: LineRecord,
  quantity: number
): number => (line.giftCard ? 0 : taxOf(order, lineTotal(line, quantity)))
