import fc from "fast-check"
import type { ComponentRules } from "./channel-rules"
import { limited, promise, promiseAt, type ComponentStock } from "./promise"

const figure = fc.integer({ min: 0, max: 1000 })
const component: fc.Arbitrary<ComponentStock> = fc.record({
  requiredQuantity: fc.integer({ min: 1, max: 5 }),
  onHand: figure,
  reserved: figure,
  held: figure,
  unrouted: figure,
  safetyStock: figure,
})
const location = fc.record({ locationId: fc.uuid(), components: fc.array(component, { minLength: 1, maxLength: 4 }) })
const percent = fc.integer({ min: 0, max: 100 })
const rule: fc.Arbitrary<ComponentRules> = fc.record({
  requiredQuantity: fc.integer({ min: 1, max: 5 }),
  buffer: fc.oneof(
    fc.constant(null),
    fc.record({ quantity: figure, unit: fc.constant("units" as const) }),
    fc.record({ quantity: percent, unit: fc.constant("percent" as const) })
  ),
  allocation: fc.oneof(
    fc.constant(null),
    fc.record({ kind: fc.constant("share" as const), percent }),
    fc.record({ kind: fc.constant("fixed" as const), quantity: figure }),
    fc.record({ kind: fc.constant("split" as const), percent })
  ),
  split: fc.option(fc.record({ percent: fc.integer({ min: 0, max: 250 }), below: figure, pooled: figure })),
})
const rules = fc.array(rule, { maxLength: 3 })
const facts = fc.record({ locations: fc.array(location, { maxLength: 6 }), rules })
const buffer = (quantity: number, requiredQuantity = 1, unit: "units" | "percent" = "units"): ComponentRules => ({
  requiredQuantity,
  buffer: { quantity, unit },
  allocation: null,
  split: null,
})

const stock = (figures: Partial<ComponentStock>): ComponentStock => ({
  requiredQuantity: 1,
  onHand: 0,
  reserved: 0,
  held: 0,
  unrouted: 0,
  safetyStock: 0,
  ...figures,
})
describe("the laws of a promise", () => {
  it("is a whole number, never negative", () => {
    fc.assert(
      fc.property(facts, (given) => {
        const told = promise(given)
        for (const quantity of [told.quantity, told.channelBuffer, ...told.locations.map((place) => place.quantity)]) {
          expect(Number.isInteger(quantity)).toBe(true)
          expect(quantity).toBeGreaterThanOrEqual(0)
        }
      })
    )
  })

  it("adds up: the total is the sum of its locations less the channel's buffer, and at most its allocation", () => {
    fc.assert(
      fc.property(facts, (given) => {
        const told = promise(given)
        expect(told.locationsTotal).toBe(told.locations.reduce((sum, place) => sum + place.quantity, 0))
        const { locationsTotal, channelBuffer, allocation } = told
        expect(told.quantity).toBe(Math.max(0, Math.min(locationsTotal - channelBuffer, allocation ?? Infinity)))
      })
    )
  })

  it("an oversold location borrows from nobody: without it the total is the same", () => {
    fc.assert(
      fc.property(facts, fc.integer({ min: 1, max: 500 }), (given, excess) => {
        const oversold = { locationId: "oversold", components: [stock({ onHand: 1, reserved: 1 + excess })] }
        expect(promise({ ...given, locations: [...given.locations, oversold] }).quantity).toBe(promise(given).quantity)
      })
    )
  })

  it("a kit is as many as its scarcest component, and one more would not be covered", () => {
    fc.assert(
      fc.property(fc.array(component, { minLength: 1, maxLength: 4 }), (components) => {
        const { quantity, terms } = promiseAt(components)
        const covers = (units: number) => terms.every((term) => term.available >= units * term.requiredQuantity)
        expect(covers(quantity)).toBe(true)
        expect(covers(quantity + 1)).toBe(false)
      })
    )
  })

  it("claiming one unit lowers it by one, wherever one can be promised", () => {
    fc.assert(
      fc.property(fc.array(component, { minLength: 1, maxLength: 4 }), (components) => {
        const before = promiseAt(components).quantity
        const claimed = components.map((part) => ({ ...part, reserved: part.reserved + part.requiredQuantity }))
        expect(promiseAt(claimed).quantity).toBe(Math.max(0, before - 1))
      })
    )
  })

  it("what the buffer leaves of a component is never less than the buffer", () => {
    fc.assert(
      fc.property(figure, fc.integer({ min: 1, max: 5 }), figure, (onHand, requiredQuantity, withheld) => {
        const components = [stock({ onHand, requiredQuantity })]
        const told = promise({
          locations: [{ locationId: "shop", components }],
          rules: [buffer(withheld, requiredQuantity)],
        })
        const left = onHand - told.quantity * requiredQuantity
        expect(told.quantity === 0 || left >= withheld).toBe(true)
      })
    )
  })
})

describe("the laws of channels", () => {
  const splits = fc.array(percent, { minLength: 1, maxLength: 6 })

  it("what channels show of what they split adds up to no more than there is, whatever their shares add up to", () => {
    fc.assert(
      fc.property(splits, figure, figure, (shares, pool, below) => {
        const total = shares.reduce((sum, each) => sum + each, 0)
        const split = { percent: total, below: Math.max(below, pool), pooled: pool }
        const shown = (allocation: ComponentRules["allocation"]) =>
          limited(pool, [{ requiredQuantity: 1, buffer: null, allocation, split }]).quantity
        const shownBySplit = shares.reduce((sum, each) => sum + shown({ kind: "split", percent: each }), 0)
        // One that does not split is left what the others leave.
        expect(shownBySplit + shown(null)).toBeLessThanOrEqual(pool)
      })
    )
  })

  it("what is plentiful is not split", () => {
    const split = { percent: 100, below: 9, pooled: 10 }
    const rule: ComponentRules = {
      requiredQuantity: 1,
      buffer: null,
      allocation: { kind: "split", percent: 10 },
      split,
    }
    expect(limited(10, [rule]).quantity).toBe(10)
    expect(limited(9, [{ ...rule, split: { ...split, pooled: 9 } }]).quantity).toBe(0)
  })

  it("more stock never lowers what a channel is promised, as long as what is scarce stays so", () => {
    fc.assert(
      fc.property(rules, figure, figure, (given, pool, more) => {
        expect(limited(pool + more, given).quantity).toBeGreaterThanOrEqual(limited(pool, given).quantity)
      })
    )
  })

  it("a percentage is rounded to the channel's disadvantage", () => {
    expect(limited(7, [buffer(10, 1, "percent")])).toMatchObject({ quantity: 6, channelBuffer: 1 })
    const share = { kind: "share", percent: 50 } as const
    expect(limited(7, [{ ...buffer(0), allocation: share }])).toMatchObject({ quantity: 3, allocation: 3 })
  })
})

describe("examples of a promise", () => {
  it("subtracts every term", () => {
    const told = promiseAt([stock({ onHand: 11, reserved: 3, held: 2, unrouted: 1, safetyStock: 1 })])
    expect(told).toEqual({ quantity: 4, terms: [expect.objectContaining({ available: 4 })] })
  })

  it("a bicycle takes one frame and two wheels", () => {
    const frame = stock({ onHand: 5 })
    const wheels = stock({ onHand: 7, requiredQuantity: 2 })
    expect(promiseAt([frame, wheels]).quantity).toBe(3)
  })

  it("a variant without components promises nothing", () => {
    expect(promiseAt([]).quantity).toBe(0)
    expect(promise({ locations: [], rules: [] }).quantity).toBe(0)
  })

  it("a buffer of three wheels withholds two bicycles", () => {
    const locations = [{ locationId: "shop", components: [stock({ onHand: 10, requiredQuantity: 2 })] }]
    const told = promise({ locations, rules: [buffer(3, 2)] })
    expect(told).toMatchObject({ quantity: 3, locationsTotal: 5, channelBuffer: 2 })
  })

  it("goods sold by weight are not lost to binary fractions", () => {
    expect(promiseAt([stock({ onHand: 0.3, requiredQuantity: 0.1 })]).quantity).toBe(3)
  })
})
