import fc from "fast-check"
import { promise, promiseAt, type ComponentStock } from "./promise"

const figure = fc.integer({ min: 0, max: 1000 })
const component: fc.Arbitrary<ComponentStock> = fc.record({
  requiredQuantity: fc.integer({ min: 1, max: 5 }),
  onHand: figure,
  reserved: figure,
  held: figure,
  safetyStock: figure,
})
const location = fc.record({ locationId: fc.uuid(), components: fc.array(component, { minLength: 1, maxLength: 4 }) })
const buffers = fc.array(fc.record({ requiredQuantity: fc.integer({ min: 1, max: 5 }), quantity: figure }), {
  maxLength: 3,
})
const facts = fc.record({ locations: fc.array(location, { maxLength: 6 }), buffers })

const stock = (figures: Partial<ComponentStock>): ComponentStock => ({
  requiredQuantity: 1,
  onHand: 0,
  reserved: 0,
  held: 0,
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

  it("adds up: the total is the sum of its locations less the channel's buffer", () => {
    fc.assert(
      fc.property(facts, (given) => {
        const told = promise(given)
        expect(told.locationsTotal).toBe(told.locations.reduce((sum, place) => sum + place.quantity, 0))
        expect(told.quantity).toBe(Math.max(0, told.locationsTotal - told.channelBuffer))
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
      fc.property(figure, fc.integer({ min: 1, max: 5 }), figure, (onHand, requiredQuantity, buffer) => {
        const components = [stock({ onHand, requiredQuantity })]
        const told = promise({
          locations: [{ locationId: "shop", components }],
          buffers: [{ requiredQuantity, quantity: buffer }],
        })
        const left = onHand - told.quantity * requiredQuantity
        expect(told.quantity === 0 || left >= buffer).toBe(true)
      })
    )
  })
})

describe("examples of a promise", () => {
  it("subtracts every term", () => {
    const told = promiseAt([stock({ onHand: 10, reserved: 3, held: 2, safetyStock: 1 })])
    expect(told).toEqual({ quantity: 4, terms: [expect.objectContaining({ available: 4 })] })
  })

  it("a bicycle takes one frame and two wheels", () => {
    const frame = stock({ onHand: 5 })
    const wheels = stock({ onHand: 7, requiredQuantity: 2 })
    expect(promiseAt([frame, wheels]).quantity).toBe(3)
  })

  it("a variant without components promises nothing", () => {
    expect(promiseAt([]).quantity).toBe(0)
    expect(promise({ locations: [], buffers: [] }).quantity).toBe(0)
  })

  it("a buffer of three wheels withholds two bicycles", () => {
    const locations = [{ locationId: "shop", components: [stock({ onHand: 10, requiredQuantity: 2 })] }]
    const told = promise({ locations, buffers: [{ requiredQuantity: 2, quantity: 3 }] })
    expect(told).toMatchObject({ quantity: 3, locationsTotal: 5, channelBuffer: 2 })
  })

  it("goods sold by weight are not lost to binary fractions", () => {
    expect(promiseAt([stock({ onHand: 0.3, requiredQuantity: 0.1 })]).quantity).toBe(3)
  })
})
