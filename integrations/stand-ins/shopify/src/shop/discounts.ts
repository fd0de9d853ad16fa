import { readMoney, share } from "./money"
import type { AllocationRecord, DiscountRecord } from "./order-records"
import type { DiscountInput, Sale } from "./sale"

/** The short form and the long one. */
export const discountsOf = ({ discount, discounts = [] }: Sale): readonly DiscountInput[] =>
  discount ? [{ title: discount.code, percentage: discount.percentage }, ...discounts] : discounts

/** What a discount is worth, off something of a price. Never more than the price. */
const worth = ({ percentage, amount }: DiscountRecord, price: number) =>
  Math.min(price, percentage === null ? (amount ?? 0) : Math.round((price * percentage) / 100))

/** Why it is none, as a sentence; null when it is. */
export function discountFault(input: DiscountInput, currency: string): string | null {
  const { title, percentage, amount } = input
  const isShare = percentage !== undefined && percentage > 0 && percentage <= 100
  const isAmount = amount !== undefined && (readMoney(amount, currency) ?? 0) > 0
  if (title && isShare !== isAmount) return null
  return "a discount needs a code or title, and either a `percentage` above 0 and up to 100 or an `amount` above 0"
}

export const discountRecord = (input: DiscountInput, currency: string): DiscountRecord => ({
  kind: input.kind ?? "code",
  title: input.title,
  target: input.target ?? "order",
  percentage: input.percentage ?? null,
  amount: input.amount === undefined ? null : readMoney(input.amount, currency),
})

export interface Priced {
  /** Of the whole line, before discounts. */
  readonly price: number
  /** Its own discount's place in the list; null when it has none. */
  readonly own: number | null
  /** Gift cards are left out of discounts of the order. */
  readonly isLeftOut: boolean
}

/**
 * Shares all discounts over the lines: first each line's own, then those of the order, in proportion to what is left of
 * the prices. What is shared adds up to what was given.
 */
export function allocate(discounts: readonly DiscountRecord[], lines: readonly Priced[]): AllocationRecord[][] {
  const result: AllocationRecord[][] = lines.map(() => [])
  const left = lines.map(({ price }) => price)
  const give = (line: number, discount: number, amount: number) => {
    if (amount === 0) return
    left[line] = (left[line] as number) - amount
    result[line]?.push({ discount, amount })
  }
  lines.forEach(({ own }, line) => {
    const discount = own === null ? undefined : discounts[own]
    if (discount && own !== null) give(line, own, worth(discount, left[line] as number))
  })
  discounts.forEach((discount, index) => {
    if (discount.target !== "order") return
    const open = left.map((price, line) => (lines[line]?.isLeftOut ? 0 : price))
    const parts = share(worth(discount, sum(open)), open)
    parts.forEach((amount, line) => give(line, index, amount))
  })
  return result
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0)

/** What the discounts on delivery take off its price. */
export function allocateShipping(discounts: readonly DiscountRecord[], price: number): AllocationRecord[] {
  let left = price
  return discounts.flatMap((discount, index) => {
    const amount = discount.target === "shipping" ? worth(discount, left) : 0
    left -= amount
    return amount === 0 ? [] : [{ discount: index, amount }]
  })
}
