import fc from "fast-check"
import { mayRevise, type Revision } from "./revision-budget"

const dayMs = 24 * 60 * 60_000
const midnight = Date.UTC(2026, 10, 23)
const ask = (given: Partial<Revision>) => mayRevise({ perDay: 250, usedToday: 0, kind: "up", now: midnight, ...given })

/** Asks once a minute for a whole day, and makes each write that may be made. */
function dayOf(perDay: number, kindAt: (minute: number) => Revision["kind"]): Record<Revision["kind"], number> {
  const made = { zero: 0, down: 0, up: 0 }
  for (let minute = 0; minute < 24 * 60; minute += 1) {
    const usedToday = made.zero + made.down + made.up
    const kind = kindAt(minute)
    if (mayRevise({ perDay, usedToday, kind, now: midnight + minute * 60_000 }).ok) made[kind] += 1
  }
  return made
}

test("no day has more writes than the vendor takes, whatever is asked for", () => {
  const kind = fc.constantFrom<Revision["kind"]>("zero", "down", "up")
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 400 }), fc.array(kind, { minLength: 1, maxLength: 9 }), (perDay, kinds) => {
      const made = dayOf(perDay, (minute) => kinds[minute % kinds.length]!)
      expect(made.zero + made.down + made.up).toBeLessThanOrEqual(perDay)
    })
  )
})

test("whoever waits as long as he is told may write then", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 400 }), fc.nat(400), fc.nat(dayMs - 1), (perDay, usedToday, at) => {
      const now = midnight + at
      const judged = mayRevise({ perDay, usedToday, kind: "up", now })
      if (judged.ok) return
      expect(judged.afterMs).toBeGreaterThan(0)
      const then = now + judged.afterMs
      const used = then >= midnight + dayMs ? 0 : usedToday
      expect(mayRevise({ perDay, usedToday: used, kind: "up", now: then })).toEqual({ ok: true })
    })
  )
})

test("rises are spread over the day and leave the rest to what must fall", () => {
  expect(dayOf(250, () => "up").up).toBe(174)
  expect(ask({ usedToday: 17 })).toEqual({ ok: true })
  expect(ask({ usedToday: 18 })).toMatchObject({ ok: false, reason: expect.stringContaining("kept for numbers") })
})

test("a day of rises cannot keep a number from falling, nor falls a shelf from being said empty", () => {
  expect(ask({ usedToday: 175, kind: "down" })).toEqual({ ok: true })
  expect(ask({ usedToday: 237, kind: "down" })).toMatchObject({ ok: false, afterMs: dayMs })
  expect(ask({ usedToday: 249, kind: "zero" })).toEqual({ ok: true })
  expect(ask({ usedToday: 250, kind: "zero" })).toMatchObject({ ok: false, afterMs: dayMs })
})

test("a vendor that takes one write a day is given one", () => {
  expect(ask({ perDay: 1 })).toEqual({ ok: true })
  expect(ask({ perDay: 1, usedToday: 1 })).toMatchObject({ ok: false })
})
