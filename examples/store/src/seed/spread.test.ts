import fc from "fast-check"
import { spread } from "./spread"

const sum = (list: readonly number[]) => list.reduce((left, right) => left + right, 0)

describe("spreading units over shelves", () => {
  it("hands out exactly what there is, fairly, and the same way each time", () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(10_000), fc.integer({ min: 1, max: 50 }), (sku, total, shelves) => {
        const given = spread(sku, total, shelves)
        expect(given).toHaveLength(shelves)
        expect(sum(given)).toBe(total)
        expect(Math.max(...given) - Math.min(...given)).toBeLessThanOrEqual(1)
        expect(spread(sku, total, shelves)).toEqual(given)
      })
    )
  })

  it("does not begin at the same shelf for every article", () => {
    const fullest = new Set(["A", "B", "C", "D", "E", "F", "G", "H"].map((sku) => spread(sku, 1, 6).indexOf(1)))
    expect(fullest.size).toBeGreaterThan(1)
  })
})
