import type { Order, OrderLine } from "./order"
import { isGoods, isHandedOver, placesFor } from "./order-delivery"

const order = (method: Order["delivery"]["method"], locationRef: string | null = null) => ({
  delivery: { method, locationRef },
})
const line = (more: Partial<OrderLine> = {}) => ({ requiresShipping: true, ...more }) as OrderLine
const places = [
  { externalId: "web", locationIds: ["warehouse", "store"] },
  { externalId: "till", locationIds: ["store"] },
  { externalId: "closed", locationIds: [] },
]

test("every place that may serve a line serves the connection, and none twice", () => {
  for (const method of ["ship", "pickup", "local", "pos", "none"] as const)
    for (const ref of [null, "web", "till", "closed", "elsewhere"]) {
      const found = placesFor(order(method, ref), line(), places)
      expect(found.length).toBeGreaterThan(0)
      expect(new Set(found).size).toBe(found.length)
      expect(["warehouse", "store"]).toEqual(expect.arrayContaining([...found]))
    }
})

test.each([
  ["sent", order("ship"), {}, ["warehouse", "store"]],
  ["collected at a place", order("pickup", "till"), {}, ["store", "warehouse"]],
  ["sold at a till", order("pos", "till"), {}, ["store"]],
  ["sold at a till that is not mapped", order("pos", "elsewhere"), {}, ["warehouse", "store"]],
  [
    "sold at a till in an order that is sent",
    order("ship", "web"),
    { delivery: { method: "pos" as const, locationRef: "till" } },
    ["store"],
  ],
])("a line that is %s is served from the right places", (_case, given, more, expected) => {
  expect(placesFor(given, line(more), places)).toEqual(expected)
})

test.each([
  ["a shirt", order("ship"), {}, true],
  ["a download", order("ship"), { requiresShipping: false }, false],
  ["a gift card", order("ship"), { giftCard: true }, false],
  ["a digital order", order("none"), {}, false],
  ["a digital line", order("ship"), { delivery: { method: "none" as const, locationRef: null } }, false],
  ["a shirt at a till", order("pos"), {}, true],
])("%s: whether goods are taken from a shelf", (_case, given, more, expected) => {
  expect(isGoods(given, line(more))).toBe(expected)
})

test("only what a till sold is handed over", () => {
  expect(isHandedOver(order("pos"), line())).toBe(true)
  expect(isHandedOver(order("pickup"), line())).toBe(false)
})
