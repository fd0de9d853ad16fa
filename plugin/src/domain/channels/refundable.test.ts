import { refundable } from "./refundable"

const eur = (amount: number) => ({ amount, currencyCode: "EUR" })
const refund = (ref: string, amount: number) => ({ ref, amount: eur(amount) })
const order = { currencyCode: "EUR", captured: eur(2000), refunds: [refund("ours", 300), refund("theirs", 500)] }

it("is never more than was taken, and never below zero", () => {
  for (const captured of [0, 1, 1999]) {
    const left = refundable({ ...order, captured: eur(captured) }, 0, new Set())
    expect(left).toBeGreaterThanOrEqual(0)
    expect(left).toBeLessThanOrEqual(captured)
  }
})

it("leaves our own refunds to be counted where they were commanded", () => {
  expect(refundable(order, 0, new Set(["ours"]))).toBe(1500)
  expect(refundable(order, 0, new Set())).toBe(1200)
})

it("takes what our order shows where the channel does not say, in currencies of 0, 2 and 3 decimals", () => {
  expect(refundable({ currencyCode: "JPY" }, 1999, new Set())).toBe(1999)
  expect(refundable({ currencyCode: "EUR" }, 19.99, new Set())).toBe(1999)
  expect(refundable({ currencyCode: "KWD" }, 1.999, new Set())).toBe(1999)
})
