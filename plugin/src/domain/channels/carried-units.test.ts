import fc from "fast-check"
import { carriedUnits, givenBackOf, type CarriedLine } from "./carried-units"

const line: CarriedLine = { carried: 4, followed: 4, wanted: 4, left: 0, returned: 0, givenBack: 0 }

test("what has left stays, and a line that nobody touched keeps what it carries", () => {
  const units = fc.nat(20)
  const record = fc.record({
    carried: units,
    followed: units,
    wanted: units,
    left: units,
    returned: units,
    givenBack: units,
  })
  fc.assert(
    fc.property(record, (given) => {
      const left = Math.min(given.left, given.carried)
      const each = { ...given, left, returned: Math.min(given.returned, left) }
      expect(carriedUnits(each)).toBeGreaterThanOrEqual(left)
      expect(carriedUnits({ ...each, wanted: each.followed })).toBe(each.carried)
    })
  )
})

test("following a copy twice changes nothing more", () => {
  const units = fc.nat(9)
  fc.assert(
    fc.property(units, units, units, (ordered, wanted, left) => {
      const first = { ...line, carried: ordered, followed: ordered, wanted, left: Math.min(left, ordered) }
      const carried = carriedUnits(first)
      expect(carriedUnits({ ...first, carried, followed: wanted })).toBe(carried)
    })
  )
})

test.each<[string, Partial<CarriedLine>, number]>([
  ["one is called off", { wanted: 3 }, 3],
  ["one more is wanted", { wanted: 5 }, 5],
  ["all are called off", { wanted: 0 }, 0],
  ["one is called off that has left", { wanted: 1, left: 2 }, 2],
  ["one came back, and the channel wants one less", { wanted: 3, left: 2, returned: 1 }, 4],
  ["one came back by the channel's word, which we have not seen", { wanted: 3, left: 2, givenBack: 1 }, 4],
  ["one came back here, of which the channel does not know", { left: 2, returned: 1 }, 4],
  ["the channel hears of it later", { wanted: 3, left: 2, returned: 1 }, 4],
  ["one came back and one is called off", { wanted: 2, left: 2, returned: 1 }, 3],
  ["one is called off after one came back", { carried: 4, followed: 3, wanted: 2, left: 2, returned: 1 }, 3],
])("when %s, ours carries what is right", (_case, given, expected) => {
  expect(carriedUnits({ ...line, ...given })).toBe(expected)
})

test("only what had left is given back", () => {
  const of = (more: object) => ({ lineRef: "1", quantity: 2, restocked: true, locationRef: null, ...more })
  const refund = (lines: ReturnType<typeof of>[], returnRef: string | null = null) => ({
    ref: "r",
    amount: { amount: 1, currencyCode: "EUR" },
    returnRef,
    lines,
  })
  expect(givenBackOf({}, "1")).toBe(0)
  expect(givenBackOf({ refunds: [refund([of({})])] }, "1")).toBe(0)
  expect(givenBackOf({ refunds: [refund([of({ hadLeft: true }), of({ lineRef: "2", hadLeft: true })])] }, "1")).toBe(2)
  expect(givenBackOf({ refunds: [refund([of({})], "return-1")] }, "1")).toBe(2)
})
