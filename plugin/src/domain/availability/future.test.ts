import fc from "fast-check"
import { firstPromise, futureSteps, uncovered, type Dated } from "./future"

const day = (n: number) => new Date(Date.UTC(2026, 0, 1 + n))
const now = day(0)
const dated: fc.Arbitrary<Dated> = fc.record({
  at: fc.integer({ min: -2, max: 20 }).map(day),
  quantity: fc.integer({ min: 1, max: 20 }),
})
const expected = fc.array(dated, { maxLength: 8 })
const place = (steps: ReturnType<typeof futureSteps>, available = 0, locationId = "shop") => ({
  locationId,
  available,
  steps,
})

describe("the laws of promises for later", () => {
  it("promised one after the other, each on the first date there is, no promise is ever left without goods", () => {
    fc.assert(
      fc.property(expected, fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 12 }), (supply, wants) => {
        const promised: (Dated & { id: string })[] = []
        for (const [n, want] of wants.entries()) {
          const found = firstPromise([place(futureSteps({ now, expected: supply, promised }))], want)
          if (found?.at) promised.push({ id: String(n), at: found.at, quantity: found.future })
          expect(uncovered({ now, expected: supply, promised })).toEqual([])
        }
        const coming = supply.filter(({ at }) => at > now).reduce((sum, { quantity }) => sum + quantity, 0)
        expect(promised.reduce((sum, { quantity }) => sum + quantity, 0)).toBeLessThanOrEqual(coming)
      })
    )
  })

  it("a step more would break a promise: what is refused really is not there", () => {
    fc.assert(
      fc.property(expected, fc.integer({ min: 1, max: 19 }), (supply, n) => {
        const steps = futureSteps({ now, expected: supply, promised: [] })
        const can = steps.findLast(({ at }) => at <= day(n))?.quantity ?? 0
        const come = supply
          .filter(({ at }) => at > now && at <= day(n))
          .reduce((sum, { quantity }) => sum + quantity, 0)
        expect(can).toBe(come)
      })
    )
  })

  it("rises from date to date, and a promise never raises what is left", () => {
    fc.assert(
      fc.property(expected, expected, dated, (supply, promised, another) => {
        const at = (promises: readonly Dated[], n: number) =>
          futureSteps({ now, expected: supply, promised: promises }).findLast((step) => step.at <= day(n))?.quantity ??
          0
        for (let n = 1; n < 20; n += 1) {
          expect(at(promised, n)).toBeGreaterThanOrEqual(at(promised, n - 1))
          expect(at([...promised, another], n)).toBeLessThanOrEqual(at(promised, n))
        }
      })
    )
  })

  it("the date of a larger quantity is never earlier, and of more supply never later", () => {
    const when = (supply: readonly Dated[], want: number) => {
      const found = firstPromise([place(futureSteps({ now, expected: supply, promised: [] }), 3)], want)
      return found === null ? Infinity : (found.at?.getTime() ?? 0)
    }
    fc.assert(
      fc.property(expected, dated, fc.integer({ min: 1, max: 40 }), (supply, more, want) => {
        expect(when(supply, want + 1)).toBeGreaterThanOrEqual(when(supply, want))
        expect(when([...supply, more], want)).toBeLessThanOrEqual(when(supply, want))
      })
    )
  })
})

describe("examples", () => {
  const supply = [
    { at: day(3), quantity: 5 },
    { at: day(6), quantity: 5 },
  ]

  it("a promise for the second delivery leaves the first alone as long as it can", () => {
    const promised = [{ at: day(6), quantity: 7 }]
    expect(futureSteps({ now, expected: supply, promised })).toEqual([{ at: day(3), quantity: 3 }])
  })

  it("takes from what is to come before it takes from the shelf", () => {
    const steps = futureSteps({ now, expected: supply, promised: [] })
    expect(firstPromise([place(steps, 2)], 6)).toEqual({ locationId: "shop", at: day(3), present: 1, future: 5 })
    expect(firstPromise([place(steps, 2)], 2)).toEqual({ locationId: "shop", at: null, present: 2, future: 0 })
    expect(firstPromise([place(steps, 2)], 13)).toBeNull()
  })

  it("the earliest place wins, of equals the one named first", () => {
    const steps = futureSteps({ now, expected: supply, promised: [] })
    expect(firstPromise([place(steps, 0, "a"), place([], 5, "b"), place([], 9, "c")], 5)!.locationId).toBe("b")
  })

  it("what is overdue promises nothing, and endangers what was promised of it", () => {
    const overdue = [{ at: day(-1), quantity: 5 }]
    const promised = [{ id: "p", at: day(1), quantity: 5 }]
    expect(futureSteps({ now, expected: overdue, promised: [] })).toEqual([])
    expect(uncovered({ now, expected: overdue, promised })).toEqual(promised)
  })
})
