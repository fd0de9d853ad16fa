import fc from "fast-check"
import { seededRandom } from "../random"
import { planDeliveries } from "./plan"

describe("a plan of deliveries", () => {
  it("sends each webhook as often as told, in whatever order, and forges so many more", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat()),
        fc.nat(5),
        fc.nat(3),
        fc.boolean(),
        fc.nat(),
        (subjects, copies, badSignature, shuffle, seed) => {
          const planned = planDeliveries(subjects, { copies, badSignature, shuffle }, seededRandom(seed))
          for (const subject of subjects) {
            const own = planned.filter((one) => one.subject === subject)
            expect(own.filter(({ isForged }) => !isForged)).toHaveLength(copies)
            expect(own.filter(({ isForged }) => isForged)).toHaveLength(badSignature)
          }
          expect(planned).toHaveLength(subjects.length * (copies + badSignature))
        }
      )
    )
  })

  it("sends each once when nothing is said", () => {
    expect(planDeliveries(["a"], {}, seededRandom(1))).toEqual([{ subject: "a", isForged: false, delayMs: 0 }])
    expect(planDeliveries(["a"], { badSignature: true }, seededRandom(1))).toHaveLength(2)
  })
})
