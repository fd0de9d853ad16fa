import fc from "fast-check"
import type { Order, OrderLine } from "./order"
import { divideMoney, majorUnits, otherCharges, taxRate } from "./order-money"

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

test("what the total has beyond lines and delivery is found, whichever way tax is told", () => {
  const order = { taxesIncluded: false, lines: [line], shipping: euro(500), total: euro(4250) } as unknown as Order
  expect(otherCharges(order)).toBe(125)
  expect(otherCharges({ ...order, taxesIncluded: true, total: euro(3400) })).toBe(0)
})
