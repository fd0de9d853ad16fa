import fc from "fast-check"
import { manualClock } from "../clock"
import { Bucket } from "./bucket"

describe("the leaky bucket", () => {
  it("never lets more through than it held and what has come back since", () => {
    const step = fc.record({ waitMs: fc.nat(3000), points: fc.nat(150) })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 50 }), (steps) => {
        const clock = manualClock(0)
        const bucket = new Bucket({ capacity: 100, restoreRate: 10 }, clock)
        let taken = 0
        for (const { waitMs, points } of steps) {
          clock.advance(waitMs)
          if (bucket.take(points)) taken += points
          expect(taken).toBeLessThanOrEqual(100 + (clock.now() * 10) / 1000 + 1e-6)
          expect(bucket.status().currentlyAvailable).toBeGreaterThanOrEqual(0)
        }
      })
    )
  })

  it("takes nothing when there is not enough, and takes back what was not used", () => {
    const clock = manualClock(0)
    const bucket = new Bucket({ capacity: 100, restoreRate: 10 }, clock)
    expect([bucket.take(90), bucket.take(20), bucket.take(10)]).toEqual([true, false, true])
    bucket.giveBack(500)
    expect(bucket.status().currentlyAvailable).toBe(100)
    bucket.drain()
    clock.advance(2500)
    expect(bucket.status().currentlyAvailable).toBe(25)
  })
})
