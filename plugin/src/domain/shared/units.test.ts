import { coveringUnits, wholeUnits } from "./units"

describe("units of a size", () => {
  it("fit into a quantity without being lost to binary fractions", () => {
    expect(wholeUnits(0.3, 0.1)).toBe(3)
    expect(wholeUnits(0.29, 0.1)).toBe(2)
    expect(wholeUnits(7, 2)).toBe(3)
  })

  it("cover a quantity without one too many", () => {
    expect(coveringUnits(0.3, 0.1)).toBe(3)
    expect(coveringUnits(0.31, 0.1)).toBe(4)
    expect(coveringUnits(7, 2)).toBe(4)
    expect(coveringUnits(0, 2)).toBe(0)
  })
})
