import fc from "fast-check"
import { allocate } from "./allocate"

const shelves = fc
  .array(fc.integer({ min: -5, max: 20 }), { minLength: 1, maxLength: 6 })
  .map((numbers) => numbers.map((available, locationId) => ({ locationId, available })))

describe("allocating", () => {
  it("gives exactly what was asked for, and never takes a place below nothing unless overselling is allowed", () => {
    fc.assert(
      fc.property(shelves, fc.integer({ min: 1, max: 60 }), fc.boolean(), (places, quantity, mayOversell) => {
        const parts = allocate(places, quantity, mayOversell)
        const free = places.reduce((sum, { available }) => sum + Math.max(0, available), 0)
        expect(parts === null).toBe(!mayOversell && free < quantity)
        if (!parts) return
        expect(parts.reduce((sum, part) => sum + part.quantity, 0)).toBe(quantity)
        expect(new Set(parts.map(({ locationId }) => locationId)).size).toBe(parts.length)
        if (mayOversell) return
        for (const part of parts) expect(part.quantity).toBeLessThanOrEqual(places[part.locationId]?.available ?? 0)
      })
    )
  })

  it("prefers one place that has it all to the first ones that have some", () => {
    expect(
      allocate(
        [
          { locationId: 1, available: 2 },
          { locationId: 2, available: 3 },
        ],
        3,
        false
      )
    ).toEqual([{ locationId: 2, quantity: 3 }])
  })

  it("lets the first place owe what is missing", () => {
    expect(
      allocate(
        [
          { locationId: 1, available: 0 },
          { locationId: 2, available: 3 },
        ],
        5,
        true
      )
    ).toEqual([
      { locationId: 1, quantity: 2 },
      { locationId: 2, quantity: 3 },
    ])
  })

  it("sells nothing where there is no place", () => {
    expect(allocate([], 1, true)).toBeNull()
  })
})
