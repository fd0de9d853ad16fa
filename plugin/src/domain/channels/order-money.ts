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

/** A charge as our order carries it: a line of its own, since Medusa knows nothing but lines, delivery and credits. */
export interface NamedCharge {
  /** Names it among the charges of its order, for ever: its line is found again by it. */
  readonly key: string
  readonly title: string
  readonly amount: Amount
}

/**
 * What the customer pays beside lines and delivery, by name: duties, tips, fees, and tax on something that costs nothing, which no
 * rate can express.
 */
export function namedCharges(order: Order): NamedCharge[] {
  const duties = order.lines.map(({ ref, title, duties }) => ({
    key: `duty:${ref}`,
    title: `Duties on ${title}`,
    amount: duties,
  }))
  const taxes = order.lines.map((line) => ({
    key: `tax:${line.ref}`,
    title: `Tax on ${line.title}`,
    amount: taxWithoutPrice(order, line),
  }))
  const others = (order.charges ?? []).map(({ kind, title, amount }, index) => ({
    key: `${kind}:${index}`,
    title,
    amount,
  }))
  const all = [...duties, ...taxes, ...others, deliveryTax(order)]
  return all.flatMap(({ amount, ...rest }) => (amount && amount.amount !== 0 ? [{ ...rest, amount }] : []))
}

/** Tax on a line that is free: with tax on top there is nothing that a rate could be of. */
function taxWithoutPrice(
  { taxesIncluded }: Order,
  { unitPrice, quantity, discount, tax }: OrderLine
): Amount | undefined {
  return !taxesIncluded && unitPrice.amount * quantity - discount.amount <= 0 ? tax : undefined
}

const deliveryTax = ({ shipping, shippingTax }: Order) => ({
  key: "tax:delivery",
  title: "Tax on delivery",
  amount: shipping.amount <= 0 ? shippingTax : undefined,
})

/** A discount as far as the line can bear it: what is more is given off the whole order. */
export const bearable = ({ unitPrice, quantity, discount }: OrderLine): Amount => ({
  ...discount,
  amount: Math.min(discount.amount, unitPrice.amount * quantity),
})

/** An amount of our order, in Medusa's units, in the currency's smallest. Medusa reckons taxes with more decimals than a currency has. */
export function minorUnits(major: number, currencyCode: string): number {
  return Math.round(major * 10 ** decimalsOf(currencyCode))
}

/** How what nobody named is put into our order, so that it costs what it costs there. */
export type Rest =
  | { readonly as: "nothing" }
  | { readonly as: "charge"; readonly amount: number }
  | { readonly as: "credit"; readonly amount: number }

/**
 * @param minor - what their total has beyond ours, in the smallest unit; below zero when the channel gave something off the
 * whole order. Medusa takes a credit of exactly one smallest unit for a rounding error and drops it, so that one is a line.
 */
export function restAs(minor: number): Rest {
  if (minor === 0) return { as: "nothing" }
  if (minor < -1) return { as: "credit", amount: -minor }
  return { as: "charge", amount: minor }
}
