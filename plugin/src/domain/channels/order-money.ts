import type { Amount, Order, OrderLine } from "./order"

/** How many decimals a currency has: 2 for EUR, 0 for JPY, 3 for KWD. */
export function decimalsOf(currencyCode: string): number {
  return (
    new Intl.NumberFormat("en", { style: "currency", currency: currencyCode }).resolvedOptions()
      .maximumFractionDigits ?? 2
  )
}

/** An amount as Medusa writes it, in whole units of the currency: 1999 EUR cents are 19.99. */
export function majorUnits({ amount, currencyCode }: Amount): number {
  const decimals = decimalsOf(currencyCode)
  const digits = String(Math.abs(amount)).padStart(decimals + 1, "0")
  const cut = digits.length - decimals
  return Math.sign(amount) * Number(`${digits.slice(0, cut)}.${digits.slice(cut)}0`)
}

/** The money of a part of a line. */
export interface PartMoney {
  readonly discount: Amount
  readonly tax: Amount
}

/**
 * Divides a line's discount and tax over its parts by their quantities. The parts always add up to the whole: the last one
 * takes what rounding left.
 */
export function divideMoney(line: OrderLine, quantities: readonly number[]): PartMoney[] {
  const discounts = divide(line.discount.amount, quantities)
  const taxes = divide(line.tax.amount, quantities)
  return quantities.map((_quantity, index) => ({
    discount: { ...line.discount, amount: discounts[index] ?? 0 },
    tax: { ...line.tax, amount: taxes[index] ?? 0 },
  }))
}

function divide(amount: number, weights: readonly number[]): number[] {
  const whole = weights.reduce((sum, each) => sum + each, 0)
  let before = 0
  let given = 0
  return weights.map((weight) => {
    before += weight
    const upTo = whole === 0 ? 0 : Math.round((amount * before) / whole)
    const part = upTo - given
    given = upTo
    return part
  })
}

/**
 * The tax rate in per cent that makes Medusa reckon the channel's own tax on a price: Medusa stores rates, not amounts.
 *
 * @param price - what the tax is on, after discounts; with the tax in it when `included`
 */
export function taxRate(price: number, tax: number, included: boolean): number {
  const net = included ? price - tax : price
  return net > 0 && tax > 0 ? (tax / net) * 100 : 0
}

/**
 * What the customer pays beyond lines and delivery, in minor units: tax on delivery, duties, a tip; negative when the channel
 * gave something off the whole order. The channel's total is the truth.
 */
export function otherCharges(order: Order): number {
  const lines = order.lines.reduce((sum, line) => sum + lineTotal(line, order.taxesIncluded), 0)
  return order.total.amount - lines - order.shipping.amount
}

function lineTotal({ unitPrice, quantity, discount, tax }: OrderLine, included: boolean): number {
  return unitPrice.amount * quantity - discount.amount + (included ? 0 : tax.amount)
}
