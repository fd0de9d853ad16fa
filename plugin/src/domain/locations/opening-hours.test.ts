import fc from "fast-check"
import { mistakesInOpeningHours, sortOpeningHours, weekdays, type OpeningSpan } from "./opening-hours"

const time = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`

const span = fc
  .tuple(fc.constantFrom(...weekdays), fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 1, max: 1440 }))
  .map(([day, opens, length]): OpeningSpan => ({
    day,
    opens: time(opens),
    closes: time(Math.min(1440, opens + length)),
  }))

describe("opening hours", () => {
  it("are fine exactly when no minute of a week is open twice", () => {
    fc.assert(
      fc.property(fc.array(span, { maxLength: 12 }), (spans) => {
        const open = spans.flatMap(minutesOfWeek)
        const twice = new Set(open).size < open.length
        expect(mistakesInOpeningHours(spans).length > 0).toBe(twice)
      }),
      { numRuns: 200 }
    )
  })

  it("sort as a week goes and lose nothing", () => {
    fc.assert(
      fc.property(fc.array(span), (spans) => {
        const sorted = sortOpeningHours(spans)
        expect(sorted).toHaveLength(spans.length)
        const days = sorted.map((each) => weekdays.indexOf(each.day))
        expect(days).toEqual([...days].sort((a, b) => a - b))
      })
    )
  })

  it("says what to do about hours past midnight", () => {
    expect(mistakesInOpeningHours([{ day: "FRIDAY", opens: "18:00", closes: "02:00" }])).toEqual([
      "FRIDAY 18:00–02:00 closes before it opens: give hours past midnight as a span of the next day.",
    ])
  })
})

function minutesOfWeek({ day, opens, closes }: OpeningSpan): number[] {
  const at = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3))
  const start = weekdays.indexOf(day) * 1440
  return Array.from({ length: at(closes) - at(opens) }, (_, index) => start + at(opens) + index)
}
