import type { Order } from "./order"
import { handedOverRef, leftThere } from "./order-left"

const line = (ref: string, quantity: number, more: object = {}) => ({ ref, quantity, requiresShipping: true, ...more })
const order = (method: string, more: object = {}) =>
  ({ delivery: { method, locationRef: "till" }, lines: [line("1", 3)], ...more }) as unknown as Order
const fulfilment = (ref: string, quantity: number, status = "done") => ({
  ref,
  status,
  locationRef: "web",
  lines: [{ lineRef: "1", quantity }],
})

test("what a till sold is handed over, once, whatever it also tells", () => {
  for (const told of [0, 1, 2, 3]) {
    const fulfilments = told > 0 ? [fulfilment("f", told)] : []
    const left = leftThere(order("pos", { fulfilments }))
    const units = left.flatMap(({ lines }) => lines).reduce((sum, { quantity }) => sum + quantity, 0)
    expect(units).toBe(3)
    expect(left.every(({ isDelivered }) => isDelivered)).toBe(true)
  }
  expect(leftThere(order("pos"))).toEqual([
    { ref: handedOverRef, lines: [{ lineRef: "1", quantity: 3 }], locationRef: "till", isDelivered: true },
  ])
})

test.each([
  ["ship", false],
  ["local", false],
  ["pickup", true],
  ["none", true],
])("what was fulfilled of an order to %s is with the customer: %s", (method, isDelivered) => {
  expect(leftThere(order(method, { fulfilments: [fulfilment("f", 2)] })).map((each) => each.isDelivered)).toEqual([
    isDelivered,
  ])
})

test("nothing has left of an open order, nor by a fulfilment that was called off", () => {
  expect(leftThere(order("ship"))).toEqual([])
  expect(leftThere(order("ship", { fulfilments: [fulfilment("f", 2, "cancelled")] }))).toEqual([])
  expect(leftThere(order("pos", { lines: [line("1", 1, { giftCard: true })] }))).toEqual([])
})
