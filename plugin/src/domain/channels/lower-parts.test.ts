import fc from "fast-check"
import { lowerParts } from "./lower-parts"

test("the parts add up to the new whole, and none is below what has left", () => {
  const part = fc
    .record({ quantity: fc.integer({ min: 1, max: 9 }), left: fc.nat(9) })
    .map(({ quantity, left }) => ({ quantity, gone: Math.min(quantity, left) }))
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), fc.nat(50), (parts, wanted) => {
      const whole = parts.reduce((sum, each) => sum + each.quantity, 0)
      const to = Math.min(whole, wanted)
      const lowered = lowerParts(parts, to)
      if (lowered === null) return expect(parts.reduce((sum, each) => sum + each.gone, 0)).toBeGreaterThan(to)
      expect(lowered.reduce((sum, each) => sum + each, 0)).toBe(to)
      lowered.forEach((quantity, index) => expect(quantity).toBeGreaterThanOrEqual(parts[index]?.gone ?? 0))
    })
  )
})

test("the last part gives way first", () => {
  expect(
    lowerParts(
      [
        { quantity: 2, gone: 0 },
        { quantity: 2, gone: 0 },
      ],
      3
    )
  ).toEqual([2, 1])
  expect(
    lowerParts(
      [
        { quantity: 2, gone: 0 },
        { quantity: 2, gone: 2 },
      ],
      3
    )
  ).toEqual([1, 2])
})
