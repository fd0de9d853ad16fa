import { importIds } from "./import-ids"

const all = (connectionId: string, orderRef: string) => {
  const ids = importIds(connectionId, orderRef)
  return [
    ids.orderId,
    ids.lineItemId("1", 0),
    ids.lineItemId("1", 1),
    ids.lineItemId("2", 0),
    ids.reservationId("1", 0, "i"),
    ids.reservationId("1", 0, "j"),
  ]
}

test("the same order has the same ids for ever", () => {
  expect(all("demo", "gid://shopify/Order/17")).toEqual(all("demo", "gid://shopify/Order/17"))
})

test("everything has an id of its own, over connections and orders", () => {
  const ids = [...all("demo", "1"), ...all("demo", "2"), ...all("demo2", "1"), ...all("demo", "1,1")]
  expect(new Set(ids).size).toBe(ids.length)
})

test("ids look like Medusa's", () => {
  expect(importIds("demo", "1").orderId).toMatch(/^order_[0-9a-z]{26}$/)
})
