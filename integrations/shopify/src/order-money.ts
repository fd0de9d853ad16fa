import type { ChargeRecord, Money, OrderLineRecord } from "@anyshelf/connector-kit"
import type { LinesFragment, OrderFactsFragment } from "./generated/admin"
import { shopMoney, sum } from "./money"

type Line = LinesFragment["nodes"][number]
type LineMoney = Pick<OrderLineRecord, "unitPrice" | "discount" | "tax" | "duties">

/** The money of an order, taken apart so that the parts add up to what the customer owes. */
export interface OrderMoney {
  readonly lines: readonly LineMoney[]
  readonly shipping: Money
  readonly shippingTax: Money
  readonly charges: readonly ChargeRecord[]
}

/**
 * Takes an order's money apart. Shopify's total is the truth: whether it counts duties, fees and tips beside the lines depends
 * on the shop (a tip, for one, may be a line of its own), so each is a charge only where the total has room for it. What is left
 * then, of roundings and of what Shopify gave off without saying where, is named as well.
 */
export function moneyOf(order: OrderFactsFragment, lines: readonly Line[]): OrderMoney {
  const { currencyCode } = order
  const parts = lines.map((line) => lineMoney(line, currencyCode))
  const delivery = deliveryMoney(order)
  const owed = shopMoney(order.currentTotalPriceSet).amount
  const counted = parts.reduce(
    (total, part, index) => total + amountOf(part, lines[index]!, order.taxesIncluded),
    delivery.shipping.amount + delivery.shippingTax.amount
  )
  const { charges, rest } = fitCharges(candidates(order), owed - counted)
  if (rest >= 0) return { lines: parts, ...delivery, charges: withRest(charges, { amount: rest, currencyCode }) }
  return { lines: giveOff(parts, lines, -rest), ...delivery, charges }
}

/**
 * Shopify's discounts, taxes and duties of a line count removed units too; only what is left is ours, so they shrink with it. A
 * line may stay with nothing wanted: it was sold, and then taken off.
 */
function lineMoney(line: Line, currencyCode: string): LineMoney {
  const discounts = sum(
    line.discountAllocations.map(({ allocatedAmountSet }) => allocatedAmountSet),
    currencyCode
  )
  return {
    unitPrice: shopMoney(line.originalUnitPriceSet),
    discount: shareOf(discounts, line),
    tax: shareOf(taxOf(line, currencyCode), line),
  }
}

/** Each cancelled or removed unit takes its part along. */
function shareOf({ amount, currencyCode }: Money, { quantity, currentQuantity }: Line): Money {
  if (quantity === 0 || quantity === currentQuantity) return { amount, currencyCode }
  return { amount: Math.round((amount * currentQuantity) / quantity), currencyCode }
}

const amountOf = ({ unitPrice, discount, tax }: LineMoney, { currentQuantity }: Line, taxesIncluded: boolean) =>
  unitPrice.amount * currentQuantity - discount.amount + (taxesIncluded ? 0 : tax.amount)

const taxOf = ({ taxLines }: Pick<Line, "taxLines">, currency: string): Money =>
  sum(
    taxLines.map(({ priceSet }) => priceSet),
    currency
  )

/** Delivery without tax: where prices include tax, Shopify's delivery price does too. */
function deliveryMoney({ shippingLines: { nodes }, taxesIncluded, currencyCode }: OrderFactsFragment) {
  const given = sum(
    nodes.map(({ currentDiscountedPriceSet }) => currentDiscountedPriceSet),
    currencyCode
  )
  const tax = nodes.reduce((total, line) => total + taxOf(line, currencyCode).amount, 0)
  // A delivery that was paid back keeps its tax lines; there is no tax on nothing.
  const shippingTax = given.amount > 0 ? Math.min(tax, taxesIncluded ? given.amount : tax) : 0
  const shipping = taxesIncluded ? given.amount - shippingTax : given.amount
  return { shipping: { amount: shipping, currencyCode }, shippingTax: { amount: shippingTax, currencyCode } }
}

/** What an order may cost beside its lines and its delivery. */
function candidates(order: OrderFactsFragment): ChargeRecord[] {
  const duties = order.currentTotalDutiesSet && !order.dutiesIncluded ? shopMoney(order.currentTotalDutiesSet) : null
  const fees = order.additionalFees.map(({ name, price }): ChargeRecord => ({
    kind: "fee",
    title: name,
    amount: shopMoney(price),
  }))
  const all: ChargeRecord[] = [
    ...(duties ? [{ kind: "duty" as const, title: "Duties", amount: duties }] : []),
    ...fees,
    { kind: "tip", title: "Tip", amount: shopMoney(order.totalTipReceivedSet) },
  ]
  return all.filter(({ amount }) => amount.amount > 0)
}

function fitCharges(charges: readonly ChargeRecord[], room: number): { charges: ChargeRecord[]; rest: number } {
  const fitting: ChargeRecord[] = []
  let rest = room
  for (const charge of charges) {
    if (charge.amount.amount > rest) continue
    fitting.push(charge)
    rest -= charge.amount.amount
  }
  return { charges: fitting, rest }
}

const withRest = (charges: readonly ChargeRecord[], rest: Money): readonly ChargeRecord[] =>
  rest.amount === 0 ? charges : [...charges, { kind: "fee", title: "Rounding and adjustments", amount: rest }]

/** What the total has less than its parts was given off: it becomes a discount of the lines, as far as each can bear it. */
function giveOff(parts: readonly LineMoney[], lines: readonly Line[], amount: number): LineMoney[] {
  let left = amount
  return parts.map((part, index) => {
    const worth = part.unitPrice.amount * lines[index]!.currentQuantity - part.discount.amount
    const off = Math.min(left, Math.max(0, worth))
    left -= off
    return off === 0 ? part : { ...part, discount: { ...part.discount, amount: part.discount.amount + off } }
  })
}
