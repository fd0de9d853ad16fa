import fc from "fast-check"
import type { Order, Payment } from "./order"
import { moneyOf } from "./order-payment"

const euro = (amount: number) => ({ amount, currencyCode: "EUR" })
const order = (total: number, more: Partial<Order> = {}) => ({ total: euro(total), ...more }) as Order
const refund = (ref: string, amount: number) => ({ ref, amount: euro(amount), lines: [] })
const net = (moves: readonly { amount: number }[]) => moves.reduce((sum, { amount }) => sum + amount, 0)

test("what is written down is what the channel holds, in however many steps it was told", () => {
  const amounts = fc.array(fc.nat(500), { maxLength: 4 })
  fc.assert(
    fc.property(fc.nat(10_000), amounts, fc.nat(4), (captured, given, seen) => {
      const refunds = given.map((amount, index) => refund(`r${index}`, amount))
      const told = (count: number) =>
        order(captured, { payment: "paid", captured: euro(captured), refunds: refunds.slice(0, count) })
      const first = moneyOf(told(seen), [])
      const second = moneyOf(told(refunds.length), first.moves)
      const all = [...first.moves, ...second.moves]
      expect(net(all)).toBe(captured - given.reduce((sum, each) => sum + each, 0))
      expect(new Set(all.map(({ key }) => key)).size).toBe(all.length)
      expect(moneyOf(told(refunds.length), all).moves).toEqual([])
    })
  )
})

test.each<[string, Partial<Order>, number, string]>([
  ["of which the channel says nothing", {}, 1000, "completed"],
  ["that is paid", { payment: "paid" }, 1000, "completed"],
  ["that is not paid yet", { payment: "pending" }, 0, "awaiting"],
  ["that is only authorized", { payment: "authorized" }, 0, "authorized"],
  ["that is voided", { payment: "voided" }, 0, "canceled"],
  ["that is paid in part", { payment: "pending", captured: euro(400) }, 400, "partially_captured"],
  ["that was refunded in part", { payment: "partially-refunded", refunds: [refund("r", 300)] }, 1000, "completed"],
])("an order %s", (_case, given, held, status) => {
  const money = moneyOf(order(1000, given), [])
  expect([net(money.moves), money.status]).toEqual([held, status])
})

test.each<Payment>(["pending", "authorized"])("what is captured later is written down then (%s)", (payment) => {
  const { moves } = moneyOf(order(1000, { payment }), [])
  expect(moves).toEqual([])
  expect(moneyOf(order(1000, { payment: "paid" }), moves).moves).toEqual([
    { key: "captured:1000", amount: 1000, reference: "channel" },
  ])
})

test("a total that rises after it was paid is paid, too, when the channel says so", () => {
  const written = [{ key: "captured:1000", amount: 1000 }]
  expect(moneyOf(order(1200, { payment: "paid" }), written).moves).toEqual([
    { key: "captured:1200", amount: 200, reference: "channel" },
  ])
  expect(moneyOf(order(700, { payment: "paid" }), written).moves).toEqual([])
})
