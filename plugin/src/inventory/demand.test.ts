import fc from "fast-check"
import { BigNumber, MathBN } from "@medusajs/framework/utils"
import { pairKey, readChange, readQuantity, sumDemand, type Claim } from "./demand"

const claim = (quantity: number | string, more: Partial<Claim> = {}): Claim => ({
  item: "item",
  location: "shop",
  backorder: false,
  ...more,
  quantity,
})
const claims = fc.array(
  fc.record({
    item: fc.constantFrom("a", "b"),
    location: fc.constantFrom("x", "y"),
    quantity: fc.integer({ min: -50, max: 50 }),
    backorder: fc.boolean(),
  })
)

describe("the laws of demand", () => {
  it("names each pair once, and loses no unit", () => {
    fc.assert(
      fc.property(claims, (given) => {
        const demand = sumDemand(given)
        expect(new Set(demand.map(pairKey)).size).toBe(demand.length)
        const asked = given.reduce((sum, each) => sum + each.quantity, 0)
        expect(demand.reduce((sum, each) => sum + Number(each.quantity), 0)).toBe(asked)
      })
    )
  })

  it("asks stock to cover something exactly where a firm claim is made", () => {
    fc.assert(
      fc.property(claims, (given) => {
        for (const pair of sumDemand(given)) {
          const own = given.filter((each) => pairKey(each) === pairKey(pair))
          expect(pair.firm !== null).toBe(own.some((each) => !each.backorder && each.quantity > 0))
        }
      })
    )
  })
})

describe("demand", () => {
  it("of two lines of one item is their sum", () => {
    expect(sumDemand([claim(3), claim(3)])).toEqual([{ item: "item", location: "shop", quantity: "6", firm: "6" }])
  })

  it("is exact where binary fractions are not", () => {
    expect(sumDemand([claim(0.1), claim(0.2)])[0]).toMatchObject({ quantity: "0.3", firm: "0.3" })
    expect(sumDemand([claim("12345678901234567890.1"), claim(1)])[0]!.quantity).toBe("12345678901234567891.1")
  })

  it("counts a back-order, but does not ask stock to cover it", () => {
    expect(sumDemand([claim(2), claim(5, { backorder: true })])[0]).toMatchObject({ quantity: "7", firm: "2" })
    expect(sumDemand([claim(5, { backorder: true })])[0]).toMatchObject({ quantity: "5", firm: null })
  })

  it("of units that pass from one claim to another is nothing, and is still judged", () => {
    expect(sumDemand([claim(-2), claim(2)])[0]).toMatchObject({ quantity: "0", firm: "0" })
  })

  it("that only gives back asks nothing", () => {
    expect(sumDemand([claim(-2)])[0]).toMatchObject({ quantity: "-2", firm: null })
  })

  it("does not mix pairs whose ids run together", () => {
    expect(
      sumDemand([claim(1, { item: "a", location: "b|c" }), claim(1, { item: "a|b", location: "c" })])
    ).toHaveLength(2)
  })
})

describe("quantities as they come in", () => {
  it.each([
    [3, "3"],
    ["2.50", "2.5"],
    [{ value: "7", precision: 20 }, "7"],
    [1e12, "1000000000000"],
    [new BigNumber("0.10"), "0.1"],
    [MathBN.convert("4"), "4"],
    [" 5", "5"],
    [0, "0"],
    [-0, "0"],
  ])("%p is %p", (given, exact) => expect(readQuantity(given, "It")).toBe(exact))

  it.each([-1, Number.NaN, Infinity, "", " ", "many", "2abc", null, undefined, true, [3], {}, { value: [3] }, 10n])(
    "refuses %p",
    (given) => {
      expect(() => readQuantity(given, "A quantity")).toThrow("A quantity must be a number of zero or more")
    }
  )

  it("is no more than a shop can have, with no more digits than a number keeps", () => {
    expect(() => readQuantity("1e13", "A quantity")).toThrow("A quantity is 10000000000000, beyond 1000000000000")
    expect(() => readChange("-1e13", "A change")).toThrow("A change is -10000000000000, beyond 1000000000000")
    expect(() => readQuantity("0.1234567890123456789", "A quantity")).toThrow("more digits than can be kept exactly")
    expect(readQuantity(0.1 + 0.2, "A quantity")).toBe("0.30000000000000004")
  })

  it("a change may be negative, but is a number", () => {
    expect(readChange(-2, "It")).toBe("-2")
    expect(() => readChange("some", "A change")).toThrow("A change must be a number, but is 'some'")
  })
})
