import fc from "fast-check"
import type { Order, OrderLine } from "./order"
import { bearable, divideMoney, majorUnits, minorUnits, namedCharges, restAs, taxRate } from "./order-money"

const euro = (amount: number) => ({ amount, currencyCode: "EUR" })
const line: OrderLine = {
  ref: "1",
  listingRef: "l",
  sku: "S",
  title: "Shirt",
  quantity: 3,
  unitPrice: euro(1000),
  discount: euro(100),
  tax: euro(725),
  requiresShipping: true,
}

test("parts of a line add up to the line, and none is below zero", () => {
  fc.assert(
    fc.property(
      fc.nat(100_000),
      fc.nat(10_000),
      fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 6 }),
      (discount, tax, quantities) => {
        const parts = divideMoney({ ...line, discount: euro(discount), tax: euro(tax) }, quantities)
        expect(parts.reduce((sum, part) => sum + part.discount.amount, 0)).toBe(discount)
        expect(parts.reduce((sum, part) => sum + part.tax.amount, 0)).toBe(tax)
        expect(parts.every((part) => part.discount.amount >= 0 && part.tax.amount >= 0)).toBe(true)
      }
    )
  )
})

test.each([
  [1999, "EUR", 19.99],
  [5, "EUR", 0.05],
  [1999, "JPY", 1999],
  [1999, "KWD", 1.999],
  [0, "USD", 0],
  [-250, "USD", -2.5],
])("%d of the smallest unit of %s is %d", (amount, currencyCode, major) => {
  expect(majorUnits({ amount, currencyCode })).toBe(major)
})

test.each([
  [2900, 725, false, 25],
  [3625, 725, true, 25],
  [1000, 0, false, 0],
  [0, 0, true, 0],
])("on %d with %d tax (included: %s) the rate is %d per cent", (price, tax, included, rate) => {
  expect(taxRate(price, tax, included)).toBe(rate)
})

test("an amount is the same there and back, in every currency", () => {
  fc.assert(
    fc.property(fc.nat(100_000_000), fc.constantFrom("EUR", "JPY", "KWD"), (amount, currencyCode) => {
      expect(minorUnits(majorUnits({ amount, currencyCode }), currencyCode)).toBe(amount)
    })
  )
})

const order = {
  taxesIncluded: false,
  lines: [line],
  shipping: euro(500),
  total: euro(4250),
  charges: [],
} as unknown as Order

test("what is charged beside lines and delivery is named, and nothing twice", () => {
  const charges = namedCharges({
    ...order,
    lines: [
      { ...line, duties: euro(120) },
      { ...line, ref: "2", unitPrice: euro(0), discount: euro(0), tax: euro(7) },
    ],
    shipping: euro(0),
    shippingTax: euro(9),
    charges: [
      { kind: "tip", title: "Tip", amount: euro(200) },
      { kind: "fee", title: "Nothing", amount: euro(0) },
    ],
  })
  expect(charges.map(({ key, amount }) => [key, amount.amount])).toEqual([
    ["duty:1", 120],
    ["tax:2", 7],
    ["tip:0", 200],
    ["tax:delivery", 9],
  ])
  expect(namedCharges({ ...order, shippingTax: euro(100) })).toEqual([])
})

test("a line bears no more discount than it costs", () => {
  expect(bearable({ ...line, discount: euro(9_999) }).amount).toBe(3_000)
  expect(bearable(line).amount).toBe(100)
})

test.each([
  [0, { as: "nothing" }],
  [125, { as: "charge", amount: 125 }],
  [1, { as: "charge", amount: 1 }],
  [-1, { as: "charge", amount: -1 }],
  [-2, { as: "credit", amount: 2 }],
])("%d of the smallest unit that nobody named is put as %p", (minor, expected) => {
  expect(restAs(minor)).toEqual(expected)
})
