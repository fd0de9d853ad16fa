import { Meter } from "./meter"

test("each minute is told once, and what could not be told is not lost", () => {
  let now = Date.UTC(2026, 10, 23)
  const meter = new Meter(() => now)
  meter.count("requests")
  meter.lag(15)
  meter.headroom(0.4)
  now += 60_000
  meter.count("requests", 2)
  const [first, second] = meter.take()
  expect([first?.requests, second?.requests]).toEqual([1, 2])
  expect(meter.take()).toEqual([])
  meter.giveBack(first!)
  now -= 60_000
  meter.count("requests")
  meter.headroom(0.2)
  expect(meter.take()).toEqual([expect.objectContaining({ requests: 2, headroom: 0.2, lag: first!.lag })])
})

test("a database that is away for hours does not fill the memory", () => {
  let now = 0
  const meter = new Meter(() => now)
  for (let minute = 0; minute < 1_000; minute += 1) {
    now += 60_000
    meter.count("decided")
  }
  expect(meter.take()).toHaveLength(120)
})
