import fc from "fast-check"
import { sweepStep, type SweepState } from "./sweep-pace"

const everyMs = 6 * 60 * 60_000
const idle: SweepState = { startedAt: null, finishedAt: 0, wantedAt: null, pages: 0, lastPages: 10 }

/** Reads whole feeds of so many pages one after the other, and says when each began. */
function starts(pagesOf: number, until: number): number[] {
  let state: SweepState = { ...idle, finishedAt: null, lastPages: 0 }
  const began: number[] = []
  for (let now = 0; now < until;) {
    const step = sweepStep(state, everyMs, now)
    if (step.do === "wait") {
      expect(step.afterMs).toBeGreaterThan(0)
      now += Math.ceil(step.afterMs)
    } else if (step.do === "start") {
      began.push(now)
      state = { ...state, startedAt: now, pages: 0, lastPages: state.pages || state.lastPages }
    } else {
      const pages = state.pages + 1
      state = pages === pagesOf ? { ...state, pages, startedAt: null, finishedAt: now } : { ...state, pages }
      now += 1
      // What the next start takes over as the pages of the last reading.
      if (pages === pagesOf) state = { ...state, lastPages: pagesOf }
    }
  }
  return began
}

test("a whole reading takes about the time it is given, whatever its length", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 400 }), (pages) => {
      const [, second, third, fourth] = starts(pages, 5 * everyMs)
      expect((fourth! - second!) / 2).toBeGreaterThan(everyMs * 0.9)
      expect((fourth! - second!) / 2).toBeLessThan(everyMs * 1.1)
      expect(third).toBeGreaterThan(second!)
    }),
    { numRuns: 20 }
  )
})

test("the first is read at once, and so is one that somebody waits for", () => {
  expect(sweepStep({ ...idle, finishedAt: null }, everyMs, 0)).toEqual({ do: "start" })
  expect(sweepStep({ ...idle, wantedAt: 1 }, everyMs, 2)).toEqual({ do: "start" })
  const underWay = { ...idle, startedAt: 0, pages: 5 }
  expect(sweepStep(underWay, everyMs, 1)).toMatchObject({ do: "wait" })
  expect(sweepStep({ ...underWay, wantedAt: 1 }, everyMs, 2)).toEqual({ do: "page" })
})
