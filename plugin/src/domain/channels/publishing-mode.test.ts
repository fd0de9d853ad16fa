import fc from "fast-check"
import { bufferCovers, bufferedBound, oversellAtWorst, oversellBound, sharedBound, splitBound } from "./oversell-bound"
import { articleVelocity, judgeMode, type ModeFacts, type PublishingMode, type Sharer } from "./publishing-mode"

const dayMs = 24 * 60 * 60_000
const judge = (publishing: PublishingMode, promised: number, more: Partial<ModeFacts> = {}) =>
  judgeMode({ publishing, promised, velocityPerDay: 0, lagMs: 0, sharers: [], ...more })
const split = (percent: number, below = 10): PublishingMode => ({ mode: "split-when-scarce", below, percent })
const sharer = (publishing: PublishingMode, exposed = 0): Sharer => ({ connectionId: "other", publishing, exposed })

const anyMode: fc.Arbitrary<PublishingMode> = fc.oneof(
  fc.constant<PublishingMode>({ mode: "shared" }),
  fc.nat(20).map((units): PublishingMode => ({ mode: "buffered", by: "units", units })),
  fc.integer({ min: -5, max: 120 }).map((percent): PublishingMode => ({ mode: "buffered", by: "percent", percent })),
  fc.constant<PublishingMode>({ mode: "buffered", by: "velocity", days: 28 }),
  fc.tuple(fc.nat(120), fc.nat(30)).map(([percent, below]) => split(percent, below))
)

test("no mode shows more than is promised, or less than nothing", () => {
  const facts = fc.record({
    publishing: anyMode,
    promised: fc.nat(50),
    velocityPerDay: fc.nat(5_000),
    lagMs: fc.nat(600_000),
    sharers: fc.array(fc.tuple(anyMode, fc.nat(50)).map(([publishing, exposed]) => sharer(publishing, exposed))),
  })
  fc.assert(
    fc.property(facts, (given) => {
      const { quantity } = judgeMode(given)
      expect(quantity).toBeGreaterThanOrEqual(0)
      expect(quantity).toBeLessThanOrEqual(given.promised)
    })
  )
})

describe("a split pool", () => {
  /** Each connection decides in its turn, in any order, and its number is shown at once or never. */
  const scene = fc.record({
    percents: fc.array(fc.nat(100), { minLength: 1, maxLength: 5 }),
    pools: fc.array(fc.tuple(fc.nat(10), fc.nat(4)), { minLength: 1, maxLength: 30 }),
  })

  test("never shows more in all than there was when a number last rose, whoever is slow to be told", () => {
    fc.assert(
      fc.property(scene, ({ percents, pools }) => {
        const shown = percents.map(() => 0)
        for (const [promised, turn] of pools) {
          const at = turn % percents.length
          const others = percents.flatMap((percent, index) =>
            index === at ? [] : [{ ...sharer(split(percent)), exposed: shown[index]! }]
          )
          const before = shown[at]!
          shown[at] = judge(split(percents[at]!), promised, { sharers: others }).quantity
          if (shown[at] > before) expect(oversellAtWorst(promised, shown)).toBe(0)
        }
      })
    )
  })

  test("is shown by percentage from the threshold down, and whole above it", () => {
    const sharers = [sharer(split(50))]
    expect(judge(split(50), 11, { sharers })).toMatchObject({ quantity: 11, share: null })
    expect(judge(split(50), 9, { sharers })).toMatchObject({ quantity: 4, share: 4 })
  })

  test("leaves to those who do not split what the shares leave, and nothing when the shares are all", () => {
    expect(judge({ mode: "shared" }, 10, { sharers: [sharer(split(70))] })).toMatchObject({ quantity: 3 })
    expect(judge({ mode: "shared" }, 10, { sharers: [sharer(split(70)), sharer(split(50))] }).quantity).toBe(0)
  })

  test("scales shares down that add up to too much", () => {
    expect(judge(split(80), 10, { sharers: [sharer(split(80))] }).quantity).toBe(5)
  })

  test("splits for all at the largest threshold", () => {
    expect(judge(split(50, 2), 8, { sharers: [sharer(split(50, 10))] }).quantity).toBe(4)
  })

  test("rises only into what the others have let go of", () => {
    const judged = judge(split(50), 10, { sharers: [sharer(split(50), 8)] })
    expect(judged).toMatchObject({ quantity: 2, share: 5, awaited: 3 })
  })
})

describe("a buffer", () => {
  test("of units, of percent (rounded up), and of what the others sell before we are told", () => {
    expect(judge({ mode: "buffered", by: "units", units: 3 }, 10)).toMatchObject({ quantity: 7, buffer: 3 })
    expect(judge({ mode: "buffered", by: "percent", percent: 15 }, 10)).toMatchObject({ quantity: 8, buffer: 2 })
    const velocity = judge({ mode: "buffered", by: "velocity", days: 28 }, 10, { velocityPerDay: 1_440, lagMs: 90_000 })
    expect(velocity).toMatchObject({ quantity: 8, buffer: 2 })
    expect(
      judge({ mode: "buffered", by: "velocity", days: 28 }, 10, { velocityPerDay: 1, lagMs: dayMs / 100 }).buffer
    ).toBe(1)
  })

  test("is no more than there is", () => {
    expect(judge({ mode: "buffered", by: "units", units: 30 }, 10)).toMatchObject({ quantity: 0, buffer: 10 })
  })
})

test("a kit sells as its scarcest component does", () => {
  const components = [
    { inventoryItemId: "cup", requiredQuantity: 2 },
    { inventoryItemId: "saucer", requiredQuantity: 1 },
  ]
  expect(
    articleVelocity(
      components,
      new Map([
        ["cup", 10],
        ["saucer", 4],
      ])
    )
  ).toBe(5)
  expect(articleVelocity(components, new Map())).toBe(0)
})

describe("what can be oversold within one window", () => {
  const windows = fc.record({ available: fc.nat(40), demands: fc.array(fc.nat(60), { minLength: 1, maxLength: 5 }) })
  const sell = (available: number, shown: readonly number[], demands: readonly number[]) =>
    Math.max(0, shown.reduce((sum, each, at) => sum + Math.min(each, demands[at]!), 0) - available)

  test("never exceeds what each mode says", () => {
    fc.assert(
      fc.property(windows, fc.nat(10), ({ available, demands }, buffer) => {
        const all = demands.map(() => available)
        expect(sell(available, all, demands)).toBeLessThanOrEqual(sharedBound(available, demands.length))
        const less = all.map((each) => Math.max(0, each - buffer))
        const buffers = demands.map(() => buffer)
        expect(sell(available, less, demands)).toBeLessThanOrEqual(bufferedBound(available, buffers))
        const exposures = less.map((shown, at) => ({ shown, demand: demands[at]! }))
        expect(sell(available, less, demands)).toBe(oversellBound(available, exposures))
      })
    )
  })

  test("a buffer that covers what the others sold leaves nothing to oversell by one late seller", () => {
    fc.assert(
      fc.property(fc.nat(40), fc.nat(10), fc.nat(60), (available, buffer, others) => {
        fc.pre(bufferCovers(buffer, others) && others <= available)
        const shown = Math.max(0, available - buffer)
        expect(oversellAtWorst(available - others, [shown])).toBe(0)
      })
    )
  })

  test("a pool that became scarce within the window is oversold by no more than what was sold beyond the threshold", () => {
    expect(splitBound(10, 10)).toBe(0)
    expect(splitBound(10, 13)).toBe(3)
    // All sellers show `below + 1` or more until they are told: what is sold up to `below` is still there.
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.nat(60), (below, sold) => {
        const available = below + 1
        expect(Math.max(0, sold - available)).toBeLessThanOrEqual(splitBound(below, sold))
      })
    )
  })
})
