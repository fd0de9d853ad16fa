import fc from "fast-check"
import { shelfParts } from "./shelf-parts"

const quantity = fc.integer({ min: -100, max: 10_000 })
const anyTerms = fc.record({
  on_hand: quantity,
  reserved: quantity,
  held: quantity,
  unrouted: quantity,
  safety_stock: quantity,
})
const terms = (on_hand: number, reserved: number, held: number, safety_stock: number) => ({
  on_hand,
  reserved,
  held,
  unrouted: 0,
  safety_stock,
})

describe("the parts of a shelf", () => {
  it("add up to what is on hand, and none is negative", () => {
    fc.assert(
      fc.property(anyTerms, (given) => {
        const { onHand, parts } = shelfParts(given)
        const all = Object.values(parts)
        expect(all.reduce((sum, part) => sum + part, 0)).toBe(onHand)
        expect(Math.min(...all)).toBeGreaterThanOrEqual(0)
      })
    )
  })

  it("leave as available what the promise says", () => {
    const natural = fc.integer({ min: 0, max: 10_000 })
    fc.assert(
      fc.property(natural, natural, natural, natural, (onHand, reserved, held, safety) => {
        const available = Math.max(0, onHand - reserved - held - safety)
        expect(shelfParts(terms(onHand, reserved, held, safety)).parts.available).toBe(available)
      })
    )
  })

  it.each([
    ["a plain shelf", terms(24, 3, 1, 2), { reserved: 3, held: 1, unrouted: 0, safetyStock: 2, available: 18 }, 0],
    [
      "safety stock that finds too little",
      terms(3, 1, 0, 10),
      { reserved: 1, held: 0, unrouted: 0, safetyStock: 2, available: 0 },
      0,
    ],
    ["an oversold shelf", terms(7, 9, 0, 2), { reserved: 7, held: 0, unrouted: 0, safetyStock: 0, available: 0 }, 2],
    ["an empty shelf", terms(0, 0, 0, 2), { reserved: 0, held: 0, unrouted: 0, safetyStock: 0, available: 0 }, 0],
  ])("%s", (_, given, parts, oversold) => {
    expect(shelfParts(given)).toMatchObject({ parts, oversold })
  })
})
