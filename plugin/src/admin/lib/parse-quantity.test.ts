import fc from "fast-check"
import { largestQuantity, parseQuantity } from "./parse-quantity"

describe("a typed quantity", () => {
  it("is always a whole number that the API takes, or a reason", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.integer().map(String), fc.double().map(String)), (text) => {
        const parsed = parseQuantity(text)
        if (!parsed.ok) return
        expect(Number.isInteger(parsed.quantity)).toBe(true)
        expect(parsed.quantity).toBeGreaterThanOrEqual(0)
        expect(parsed.quantity).toBeLessThanOrEqual(largestQuantity)
      })
    )
  })

  it("reads back every quantity that it shows", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: largestQuantity }), (quantity) => {
        expect(parseQuantity(` ${quantity} `)).toEqual({ ok: true, quantity })
      })
    )
  })

  it.each([
    ["", "notWhole"],
    ["five", "notWhole"],
    ["1.5", "notWhole"],
    ["1,000", "notWhole"],
    ["1e3", "notWhole"],
    ["-1", "negative"],
    ["−1", "negative"],
    ["1000000001", "tooLarge"],
    ["9".repeat(400), "tooLarge"],
  ])("%s is refused: %s", (text, reason) => {
    expect(parseQuantity(text)).toEqual({ ok: false, reason })
  })

  it("takes -0 for what it is", () => {
    expect(parseQuantity("-0")).toEqual({ ok: true, quantity: 0 })
  })
})
