import type { Order, OrderLine } from "./order"
import { fingerprintText } from "./order-fingerprint"
import { orderAction, type KnownOrder } from "./order-action"

const euro = (amount: number) => ({ amount, currencyCode: "EUR" })
const line = (ref: string, quantity: number): OrderLine => ({
  ref,
  quantity,
  listingRef: "l",
  sku: "S",
  title: "Shirt",
  unitPrice: euro(500),
  discount: euro(0),
  tax: euro(0),
  requiresShipping: true,
})
const order: Order = {
  ref: "17",
  number: "#17",
  status: "open",
  test: false,
  updatedAt: "2026-11-23T10:00:00.000Z",
  currencyCode: "EUR",
  taxesIncluded: true,
  delivery: { method: "ship", locationRef: null },
  lines: [line("1", 2)],
  shipping: euro(0),
  total: euro(1000),
}
const known: KnownOrder = {
  state: "imported",
  externalUpdatedAt: new Date(order.updatedAt),
  applied: { "1": 2 },
  fingerprint: fingerprintText(order),
}
const act = (given: Partial<KnownOrder>, changed: Partial<Order> = {}) =>
  orderAction({ ...known, ...given }, { ...order, ...changed }, fingerprintText({ ...order, ...changed })).do

test.each([
  ["a new order", { state: "received", applied: null }, {}, "import"],
  ["the same order again", {}, {}, "nothing"],
  ["an order whose import was cut off", { state: "received", applied: null }, {}, "import"],
  ["an older copy", { externalUpdatedAt: new Date("2026-11-23T10:00:01Z") }, { status: "cancelled" }, "nothing"],
  ["a cancelled order", {}, { status: "cancelled" }, "cancel"],
  [
    "an order that is cancelled before it was imported",
    { state: "received", applied: null },
    { status: "cancelled" },
    "cancel",
  ],
  ["a cancelled order again", { state: "cancelled" }, { status: "cancelled" }, "cancel"],
  ["an order that was cancelled and is told as open", { state: "cancelled" }, {}, "nothing"],
  ["an order that was made here", { state: "received", applied: null }, { ourOrderId: "order_1" }, "hold"],
  ["an order that was imported, but not followed to the end", { fingerprint: null }, {}, "adjust"],
  ["another price", {}, { total: euro(900) }, "adjust"],
  ["a refund", {}, { refunds: [{ ref: "r", amount: euro(1), lines: [] }] }, "adjust"],
  ["a test order", { state: "received", applied: null }, { test: true }, "hold"],
  ["a test order again", { state: "held", applied: null }, { test: true }, "nothing"],
  ["an order from before the connection", { state: "held", applied: null }, {}, "nothing"],
  ["its cancellation", { state: "held", applied: null }, { status: "cancelled" }, "nothing"],
  ["fewer units", {}, { lines: [line("1", 1)] }, "adjust"],
  ["a line taken away", {}, { lines: [] }, "adjust"],
  ["more units", {}, { lines: [line("1", 3)] }, "adjust"],
  ["a new line", {}, { lines: [line("1", 2), line("2", 1)] }, "adjust"],
] as const)("%s", (_case, given, changed, action) => {
  expect(act(given, changed)).toBe(action)
})

test("an edit says line by line what is less and what is more", () => {
  const lines = [line("1", 1), line("2", 1)]
  expect(orderAction(known, { ...order, lines }, "other")).toEqual({
    do: "adjust",
    edit: { lowered: [{ lineRef: "1", from: 2, to: 1 }], raised: [{ line: lines[1], from: 0 }] },
  })
})
