import fc from "fast-check"
import { cameBack, isSameCameBack, planReceipt, planReturn, type CameBack, type ReturnLine } from "./return-plan"

const line = (orderLineRef: string, quantity: number, received = 0, restocked = 0): ReturnLine => ({
  orderLineRef,
  quantity,
  received,
  restocked,
})
const item = (itemId: string, lineRef: string, quantity: number) => ({ itemId, lineRef, quantity })

test("what comes back is of our lines, none more than it has, and what does not fit is said", () => {
  const units = fc.integer({ min: 1, max: 9 })
  fc.assert(
    fc.property(fc.array(units, { maxLength: 4 }), fc.array(units, { maxLength: 4 }), (wanted, have) => {
      const { items, leftOver } = planReturn(
        wanted.map((quantity) => line("1", quantity)),
        have.map((quantity, index) => item(`i${index}`, "1", quantity))
      )
      const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0)
      expect(sum(items.map(({ quantity }) => quantity)) + leftOver).toBe(sum(wanted))
      expect(items.every(({ quantity }, index) => quantity <= (have[index] ?? 0))).toBe(true)
    })
  )
})

test("in however many steps it is told, each unit is received once and restocked once", () => {
  const step = fc.record({ received: fc.nat(8), restocked: fc.nat(8) })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 5 }), fc.nat(5), (steps, first) => {
      const items = [item("a", "1", first), item("b", "1", 8 - first)].filter(({ quantity }) => quantity > 0)
      let known: CameBack = {}
      const total = { received: 0, restocked: 0 }
      for (const { received, restocked } of steps) {
        const now = cameBack([line("1", 8, received, restocked)], known)
        for (const each of planReceipt(items, known, now)) {
          total.received += each.quantity
          total.restocked += each.restocked
        }
        expect(isSameCameBack(now, cameBack([line("1", 8, received, restocked)], now))).toBe(true)
        known = now
      }
      expect(total).toEqual(known["1"] ?? { received: 0, restocked: 0 })
      expect(total.restocked).toBeLessThanOrEqual(total.received)
    })
  )
})

test("a line that is told twice is one", () => {
  expect(cameBack([line("1", 2, 1, 1), line("1", 1, 1, 0)], {})).toEqual({ "1": { received: 2, restocked: 1 } })
  expect(cameBack([line("1", 2, 5, 9)], {})).toEqual({ "1": { received: 2, restocked: 2 } })
})
