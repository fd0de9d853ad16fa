import fc from "fast-check"
import { asDecimal, asMoney, readMoney, share } from "./money"

const currencies = ["USD", "JPY", "KWD"]

describe("amounts", () => {
  it("are read back as what they were written", () => {
    fc.assert(
      fc.property(fc.nat(1e12), fc.constantFrom(...currencies), (minor, currency) => {
        expect(readMoney(asMoney(minor, currency), currency)).toBe(minor)
        expect(Number(asDecimal(minor, currency))).toBe(Number(asMoney(minor, currency)))
      })
    )
  })

  it.each([
    [1050, "USD", "10.50", "10.5"],
    [5, "USD", "0.05", "0.05"],
    [-1000, "USD", "-10.00", "-10.0"],
    [1000, "JPY", "1000", "1000.0"],
    [1234, "KWD", "1.234", "1.234"],
  ])("%i minor units of %s are %s and %s", (minor, currency, money, decimal) => {
    expect([asMoney(minor, currency), asDecimal(minor, currency)]).toEqual([money, decimal])
  })

  it.each(["", "-1", "1.234", "1,5", "1e3", "abc"])("%p is no price in USD", (text) => {
    expect(readMoney(text, "USD")).toBeNull()
  })
})

describe("sharing", () => {
  it("always gives out exactly the whole, and no one less than nothing", () => {
    fc.assert(
      fc.property(fc.nat(1e6), fc.array(fc.nat(1e6), { minLength: 1, maxLength: 20 }), (total, weights) => {
        const parts = share(total, weights)
        const sum = parts.reduce((all, part) => all + part, 0)
        expect(sum).toBe(weights.some((weight) => weight > 0) ? total : 0)
        expect(parts.every((part) => part >= 0)).toBe(true)
      })
    )
  })

  it("gives the odd unit to the largest remainder", () => {
    expect(share(100, [1, 1, 1])).toEqual([34, 33, 33])
  })
})
