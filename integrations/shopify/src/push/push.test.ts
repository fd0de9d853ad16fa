import { NoAnswer, RetryLater, type Command } from "@anyshelf/connector-kit"
import type { Call } from "../client"
import { orderHistory } from "../operations/orders"
import { push, type Shop } from "./push"
import { Reasons } from "./return-reasons"

const ORDER = "gid://shopify/Order/1"
const line = { lineRef: "gid://shopify/LineItem/1", quantity: 1 }

const fulfil = (key: string, change: object = {}): Command => ({
  type: "fulfil",
  key,
  orderRef: ORDER,
  locationRef: null,
  lines: [line],
  tracking: [],
  notify: false,
  ...change,
})

function shopThat(answers: (operation: unknown) => unknown): { shop: Shop; calls: unknown[] } {
  const calls: unknown[] = []
  const call = Object.assign(
    (async (operation: unknown) => {
      calls.push(operation)
      return answers(operation)
    }) as unknown as Call,
    { now: () => 0 }
  )
  return { shop: { call, config: { shop: "toys.myshopify.com" }, reasons: new Reasons() }, calls }
}

test("what cannot be an order or its line is refused without asking", async () => {
  const { shop, calls } = shopThat(() => ({}))
  const results = await push(shop, [
    fulfil("a", { orderRef: "17" }),
    fulfil("b", { lines: [{ lineRef: "x", quantity: 1 }] }),
    fulfil("c", { lines: [{ ...line, quantity: 0 }] }),
    { ...fulfil("d"), type: "polish" } as unknown as Command,
  ])
  expect(results.map(({ key, status }) => [key, status])).toEqual(["a", "b", "c", "d"].map((key) => [key, "rejected"]))
  expect(calls).toEqual([])
})

test("a look without an answer is for later, since nothing was done; and what follows is not sent", async () => {
  const { shop, calls } = shopThat(() => {
    throw new NoAnswer("reset")
  })
  expect((await push(shop, [fulfil("a"), fulfil("b")])).map(({ status }) => status)).toEqual(["retry", "retry"])
  expect(calls).toHaveLength(1)
})

test("a write without an answer is not known, and what follows is not sent", async () => {
  const work = {
    id: "gid://shopify/FulfillmentOrder/1",
    status: "OPEN",
    assignedLocation: { location: { id: "L" } },
    supportedActions: [{ action: "CREATE_FULFILLMENT" }],
    fulfillmentHolds: [],
    lineItems: {
      nodes: [{ id: "F1", remainingQuantity: 1, totalQuantity: 1, lineItem: { id: line.lineRef } }],
      pageInfo: { hasNextPage: false, endCursor: null },
    },
  }
  const order = {
    cancelledAt: null,
    fulfillmentOrders: { nodes: [work], pageInfo: { hasNextPage: false, endCursor: null } },
  }
  const { shop } = shopThat((operation) => {
    if (operation === orderHistory) return { order: { fulfillments: [], refunds: [] } }
    if ((operation as { kind: string }).kind === "mutation") throw new NoAnswer("reset")
    return { order }
  })
  expect((await push(shop, [fulfil("a"), fulfil("b")])).map(({ status }) => status)).toEqual(["unknown", "retry"])
})

test("a shop that asks for patience is asked once", async () => {
  const { shop, calls } = shopThat(() => {
    throw new RetryLater("slow", 700)
  })
  const results = await push(shop, [fulfil("a"), fulfil("b"), fulfil("c")])
  expect(results[0]).toMatchObject({ status: "retry", afterMs: 700 })
  expect(calls).toHaveLength(1)
})

test("a command whose look never ends is put off, not followed for ever", async () => {
  const endless = { nodes: [], pageInfo: { hasNextPage: true, endCursor: "on" } }
  const { shop, calls } = shopThat((operation) =>
    operation === orderHistory
      ? { order: { fulfillments: [] } }
      : { order: { cancelledAt: null, fulfillmentOrders: endless } }
  )
  expect((await push(shop, [fulfil("a")])).map(({ status }) => status)).toEqual(["retry"])
  expect(calls.length).toBeLessThanOrEqual(60)
})
