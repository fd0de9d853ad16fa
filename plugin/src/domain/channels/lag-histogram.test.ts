import fc from "fast-check"
import { addLags, bucketOf, lagWithin, withLag, type LagHistogram } from "./lag-histogram"

const histogramOf = (times: readonly number[]) => times.reduce<LagHistogram>(withLag, [])
const time = fc.integer({ min: 11, max: 10_000_000 })

test("a percentile is never shorter than the truth, and at most a fifth longer", () => {
  fc.assert(
    fc.property(fc.array(time, { minLength: 1 }), fc.constantFrom(0.5, 0.95, 0.99, 1), (times, part) => {
      const truth = [...times].sort((a, b) => a - b)[Math.ceil(times.length * part) - 1]!
      const told = lagWithin(histogramOf(times), part)!
      expect(told).toBeGreaterThanOrEqual(Math.floor(truth))
      expect(told).toBeLessThanOrEqual(Math.ceil(truth * 1.2))
    })
  )
})

test("processes and minutes add up", () => {
  fc.assert(
    fc.property(fc.array(time), fc.array(time), (some, others) => {
      const together = addLags([histogramOf(some), histogramOf(others)])
      for (const part of [0.5, 0.99])
        expect(lagWithin(together, part)).toBe(lagWithin(histogramOf([...some, ...others]), part))
    })
  )
})

test("nothing measured is not known; the shortest and the longest have a place", () => {
  expect(lagWithin([], 0.99)).toBeNull()
  expect(bucketOf(0)).toBe(0)
  expect(bucketOf(-5)).toBe(0)
  expect(bucketOf(Infinity)).toBe(83)
})
