import { ToyShop } from "@anyshelf/connector-kit/toy"
import type { Lane } from "../domain/channels/lanes"
import { FakeClock } from "./fake-clock"
import { Throttle } from "./throttle"

const limit = { capacity: 10, perSecond: 10 }
const throttleOn = (clock: FakeClock, share = 1) => new Throttle(limit, 10, clock, () => share, 60_000)

/** Asks for a turn in each lane and says in which order they came. */
async function turns(throttle: Throttle, clock: FakeClock, asked: readonly Lane[]): Promise<Lane[]> {
  const came: Lane[] = []
  await throttle.acquire("reconcile")
  const waiting = asked.map((lane) => throttle.acquire(lane).then(() => came.push(lane)))
  await clock.pass(60_000)
  await Promise.all(waiting)
  return came
}

test("whatever came first, what lowers a number goes first and what reconciles last", async () => {
  const clock = new FakeClock()
  const came = await turns(throttleOn(clock), clock, ["reconcile", "up", "orders", "down", "up", "down"])
  expect(came).toEqual(["down", "down", "orders", "up", "up", "reconcile"])
})

test("never lets out more than the bucket holds and regains", async () => {
  const clock = new FakeClock()
  const throttle = throttleOn(clock)
  let out = 0
  for (let count = 0; count < 30; count += 1) void throttle.acquire("up").then(() => (out += 1))
  for (let second = 0; second < 20; second += 1) {
    await clock.pass(1_000)
    expect(out).toBeLessThanOrEqual(1 + Math.floor((clock.now() / 1_000) * (limit.perSecond / 10)))
  }
  expect(out).toBeGreaterThan(15)
})

test("what the vendor says is believed at once", async () => {
  const clock = new FakeClock()
  const throttle = throttleOn(clock)
  throttle.learn({ retryAfterMs: 5_000 })
  let out = false
  void throttle.acquire("down").then(() => (out = true))
  await clock.pass(4_900)
  expect(out).toBe(false)
  await clock.pass(200)
  expect(out).toBe(true)
})

test("who waits too long is told to come back, and nobody waits for ever", async () => {
  const clock = new FakeClock()
  const throttle = new Throttle(limit, 10, clock, () => 1, 2_500)
  const outcomes = Array.from({ length: 10 }, () =>
    throttle.acquire("up").then(
      () => "out",
      (error: Error) => error.name
    )
  )
  await clock.pass(10_000)
  const counts = (await Promise.all(outcomes)).filter((outcome) => outcome === "RetryLater").length
  expect(counts).toBeGreaterThan(5)
})

test("after an outage only a share of the rate is used", async () => {
  const clock = new FakeClock()
  const throttle = throttleOn(clock, 0.5)
  let out = 0
  for (let count = 0; count < 20; count += 1) void throttle.acquire("up").then(() => (out += 1))
  await clock.pass(10_000)
  expect(out).toBeLessThanOrEqual(6)
})

describe("as the vendor counts", () => {
  /** A shop's own count of what reaches it, each request after a journey of its own. */
  function shopOn(clock: FakeClock, journeyMsMax: number, variant: { capacity: number; perSecond: number }) {
    const shop = new ToyShop({ token: "t", webhookSecret: "s", articles: [], locations: {}, now: clock.now, variant })
    let journeys = 0
    const reach = async () => {
      journeys += 1
      await clock.sleep((journeys * 7) % (journeyMsMax + 1))
      shop.admit()
    }
    return { shop, reach }
  }

  test.each([
    { capacity: 100, perSecond: 100 },
    { capacity: 1_000, perSecond: 50 },
    { capacity: 40, perSecond: 2 },
  ])("a backlog uses 95 % of the rate or more, and never more than all of it: %j", async (variant) => {
    const clock = new FakeClock()
    const { shop, reach } = shopOn(clock, 15, variant)
    const throttle = new Throttle(variant, 1, clock, () => 1, Number.MAX_SAFE_INTEGER)
    let isOver = false
    const ask = async () => {
      while (!isOver) {
        await throttle.acquire("up")
        throttle.release()
        await reach()
      }
    }
    const asking = Array.from({ length: 8 }, ask)
    await clock.pass(60_000)
    const before = shop.counts.requests
    await clock.pass(120_000)
    const sent = shop.counts.requests - before
    isOver = true
    await clock.pass(5_000)
    await Promise.all(asking)
    expect(sent).toBeGreaterThanOrEqual(120 * variant.perSecond * 0.95)
    expect(shop.counts.overLimit).toBe(0)
  })
})

test("a heavy request waits for all of its points, and a light one behind it goes when it has gone", async () => {
  const clock = new FakeClock()
  const throttle = new Throttle({ capacity: 1_000, perSecond: 100 }, 10, clock, () => 1, 60_000)
  const gone: string[] = []
  const go = (name: string, cost?: number) => throttle.acquire("orders", cost).then(() => gone.push(name))
  void go("first", 600)
  void go("second", 600)
  void go("light")
  await clock.pass(1)
  expect(gone).toEqual(["first"])
  await clock.pass(2_000)
  expect(gone).toEqual(["first"])
  await clock.pass(2_000)
  expect(gone).toEqual(["first", "second", "light"])
})
