import type { Order } from "./order"
import { fingerprintText } from "./order-fingerprint"

const euro = (amount: number) => ({ amount, currencyCode: "EUR" })
const order = {
  ref: "17",
  number: "#17",
  status: "open",
  updatedAt: "2026-11-23T10:00:00Z",
  lines: [{ ref: "1", quantity: 2, unitPrice: euro(500) }],
  total: euro(1000),
  raw: { tags: ["a"] },
} as unknown as Order

test("it is the same however the channel orders its fields, and whenever it was asked", () => {
  const again = {
    raw: { tags: ["b"] },
    total: { currencyCode: "EUR", amount: 1000 },
    lines: [{ unitPrice: euro(500), quantity: 2, ref: "1", duties: undefined }],
    updatedAt: "2026-11-23T11:00:00Z",
    status: "open",
    number: "#17",
    ref: "17",
  } as unknown as Order
  expect(fingerprintText(again)).toBe(fingerprintText(order))
})

test.each<[string, object]>([
  ["a price", { lines: [{ ref: "1", quantity: 2, unitPrice: euro(400) }] }],
  ["a quantity", { lines: [{ ref: "1", quantity: 1, unitPrice: euro(500) }] }],
  ["the total", { total: euro(900) }],
  ["a refund", { refunds: [{ ref: "r1" }] }],
  ["a fulfilment", { fulfilments: [{ ref: "f1" }] }],
  ["how far the money is", { payment: "paid" }],
])("%s that changed shows", (_case, changed) => {
  expect(fingerprintText({ ...order, ...changed })).not.toBe(fingerprintText(order))
})
