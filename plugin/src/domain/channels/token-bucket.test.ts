import fc from "fast-check"
import { answered, fullBucket, learn, take, waitMs } from "./token-bucket"

const limit = { capacity: 100, perSecond: 50 }

test("whoever waits as told never spends more than the bucket held and regained", () => {
  fc.assert(
    fc.property(fc.array(fc.record({ cost: fc.integer({ min: 1, max: 100 }), idle: fc.nat(3_000) })), (requests) => {
      let bucket = fullBucket(limit, 0)
      let now = 0
      let spent = 0
      for (const { cost, idle } of requests) {
        now += idle
        now += waitMs(bucket, cost, now)
        bucket = answered(take(bucket, cost, now), cost)
        spent += cost
        expect(spent).toBeLessThanOrEqual(limit.capacity + (now / 1_000) * limit.perSecond + 1e-6)
      }
    })
  )
})

test("the vendor's count replaces ours, less what is on its way", () => {
  const busy = take(fullBucket(limit, 0), 30, 0)
  const told = learn(busy, { available: 40, capacity: 1_000, perSecond: 100 }, 0)
  expect(told).toMatchObject({ level: 10, capacity: 1_000, perSecond: 100 })
  expect(waitMs(told, 20, 0)).toBe(100)
})

test("nothing goes out before the vendor's retry-after has passed", () => {
  const closed = learn(fullBucket(limit, 0), { retryAfterMs: 2_000 }, 1_000)
  expect(waitMs(closed, 1, 1_000)).toBe(2_000)
  expect(waitMs(closed, 1, 3_000)).toBe(0)
})

test("a later, shorter retry-after does not open what an earlier one closed", () => {
  const closed = learn(learn(fullBucket(limit, 0), { retryAfterMs: 5_000 }, 0), { retryAfterMs: 10 }, 0)
  expect(waitMs(closed, 1, 0)).toBe(5_000)
})

test("a request that costs more than the bucket holds waits for a full bucket and not for ever", () => {
  expect(waitMs(fullBucket(limit, 0), 1_000, 0)).toBe(0)
  expect(waitMs(take(fullBucket(limit, 0), 100, 0), 1_000, 0)).toBe(2_000)
})

test("a share of the rate fills the bucket as much slower", () => {
  expect(waitMs(take(fullBucket(limit, 0), 100, 0), 10, 0, 0.1)).toBe(2_000)
})

test("a rate of zero in an answer is not believed: it would stop the channel for ever", () => {
  expect(learn(fullBucket(limit, 0), { perSecond: 0, capacity: 0 }, 0)).toMatchObject(limit)
})
