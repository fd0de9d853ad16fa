import { decimalFromMoney } from "@anyshelf/connector-kit"
import fc from "fast-check"
import type { LinesFragment, OrderFactsFragment } from "./generated/admin"
import { moneyOf } from "./order-money"

type Line = LinesFragment["nodes"][number]

const bag = (amount: number) =>
  ({ shopMoney: { amount: decimalFromMoney({ amount, currencyCode: "EUR" }), currencyCode: "EUR" } }) as const

interface Trial {
  readonly price: number
  readonly quantity: number
  readonly removed: number
  readonly discount: number
  readonly tax: number
}

const toLine = ({ price, quantity, removed, discount, tax }: Trial): Line =>
  ({
    quantity,
    currentQuantity: Math.max(0, quantity - removed),
    originalUnitPriceSet: bag(price),
    discountAllocations: [{ allocatedAmountSet: bag(Math.min(discount, price * quantity)) }],
    taxLines: [{ priceSet: bag(tax) }],
  }) as unknown as Line

function toOrder(change: Record<string, unknown>): OrderFactsFragment {
  return {
    currencyCode: "EUR",
    taxesIncluded: true,
    dutiesIncluded: false,
    shippingLines: { nodes: [] },
    currentTotalPriceSet: bag(0),
    currentTotalDutiesSet: null,
    additionalFees: [],
    totalTipReceivedSet: bag(0),
    ...change,
  } as unknown as OrderFactsFragment
}

/** What the parts come to, as whoever imports the order reckons it. */
function sumOf(order: OrderFactsFragment, lines: readonly Line[]): number {
  const money = moneyOf(order, lines)
  const parts = money.lines.map(
    ({ unitPrice, discount, tax }, index) =>
      unitPrice.amount * lines[index]!.currentQuantity - discount.amount + (order.taxesIncluded ? 0 : tax.amount)
  )
  const all = [
    ...parts,
    money.shipping.amount,
    money.shippingTax.amount,
    ...money.charges.map((each) => each.amount.amount),
  ]
  return all.reduce((sum, amount) => sum + amount, 0)
}

const amount = fc.nat(100_000)
const trial = fc.record({
  price: amount,
  quantity: fc.integer({ min: 1, max: 9 }),
  removed: fc.nat(9),
  discount: amount,
  tax: fc.nat(2_000),
})

test("law: the parts add up to what the customer owes, whatever Shopify counts in", () => {
  fc.assert(
    fc.property(
      fc.array(trial, { minLength: 1, maxLength: 4 }),
      fc.record({ owed: fc.nat(400_000), tip: amount, fee: amount, duties: amount, delivery: amount, tax: amount }),
      fc.boolean(),
      (trials, { owed, tip, fee, duties, delivery, tax }, taxesIncluded) => {
        const lines = trials.map(toLine)
        const shippingLines = {
          nodes: [{ currentDiscountedPriceSet: bag(delivery), taxLines: [{ priceSet: bag(tax) }] }],
        }
        const order = toOrder({
          taxesIncluded,
          shippingLines,
          currentTotalPriceSet: bag(owed),
          totalTipReceivedSet: bag(tip),
          currentTotalDutiesSet: bag(duties),
          additionalFees: [{ name: "Fee", price: bag(fee) }],
        })
        const sum = sumOf(order, lines)
        // Less than delivery alone nobody owes; beyond it, the lines bear what was given off.
        const bottom = sumOf(toOrder({ ...order, currentTotalPriceSet: bag(0) }), lines)
        expect(sum).toBe(Math.max(owed, bottom))
        for (const { discount } of moneyOf(order, lines).lines) expect(discount.amount).toBeGreaterThanOrEqual(0)
      }
    ),
    { seed: 4, numRuns: 500 }
  )
})

const cup = toLine({ price: 2_000, quantity: 1, removed: 0, discount: 0, tax: 0 })
const titles = (order: OrderFactsFragment) =>
  moneyOf(order, [cup]).charges.map(({ kind, amount }) => [kind, amount.amount])

test("duties, fees and a tip are named where the total counts them", () => {
  const beside = {
    currentTotalDutiesSet: bag(300),
    additionalFees: [{ name: "Gift wrap", price: bag(200) }],
    totalTipReceivedSet: bag(100),
  }
  expect(titles(toOrder({ ...beside, currentTotalPriceSet: bag(2_600) }))).toEqual([
    ["duty", 300],
    ["fee", 200],
    ["tip", 100],
  ])
  expect(titles(toOrder({ ...beside, dutiesIncluded: true, currentTotalPriceSet: bag(2_300) }))).toEqual([
    ["fee", 200],
    ["tip", 100],
  ])
})

test("a tip that is a line of its own is not counted twice", () => {
  expect(titles(toOrder({ totalTipReceivedSet: bag(100), currentTotalPriceSet: bag(2_000) }))).toEqual([])
})

test("what cash rounding adds is named, and what it takes is given off", () => {
  expect(titles(toOrder({ currentTotalPriceSet: bag(2_002) }))).toEqual([["fee", 2]])
  const { lines, charges } = moneyOf(toOrder({ currentTotalPriceSet: bag(1_998) }), [cup])
  expect([lines[0]?.discount.amount, charges]).toEqual([2, []])
})
