import type { OrderCommand } from "../../commands"
import { ToyShop, type ToyAnswer } from ".."

const open = (more: Partial<ConstructorParameters<typeof ToyShop>[0]> = {}) => {
  const articles = ["cup", "hat"].map((ref) => ({ ref, title: ref, sku: ref.toUpperCase() }))
  const shop = new ToyShop({
    token: "t",
    webhookSecret: "s",
    articles,
    locations: { east: "East", west: "West" },
    ...more,
  })
  for (const { ref } of articles) shop.count(ref, "east", 10)
  return shop
}

/** Two lines, three cups and a hat, sent from the east. */
const sold = (shop: ToyShop) => {
  const { order } = shop.place({
    locationRef: "east",
    delivery: { method: "ship", locationRef: "east" },
    lines: [{ articleRef: "cup", quantity: 3 }, { articleRef: "hat" }],
  })
  const [cups, hat] = order.lines.map(({ ref }) => ref) as [string, string]
  return { orderRef: order.ref, cups, hat }
}

const fulfil = (orderRef: string, key: string, lineRef: string, quantity: number): OrderCommand => ({
  type: "fulfil",
  key,
  orderRef,
  locationRef: "east",
  lines: [{ lineRef, quantity }],
  tracking: [],
  notify: true,
})

const codeOf = (answer: ToyAnswer) => (answer.outcome === "refused" ? answer.code : answer.outcome)

test("no more leaves than was ordered, whatever the keys; the same key again leaves once and mails once", () => {
  const shop = open()
  const { orderRef, cups } = sold(shop)
  const first = shop.act(fulfil(orderRef, "a", cups, 2))
  expect(shop.act(fulfil(orderRef, "a", cups, 2))).toEqual(first)
  expect(shop.mails).toEqual([{ about: "fulfilled", orderRef }])
  expect(codeOf(shop.act(fulfil(orderRef, "b", cups, 2)))).toBe("open-units-only")
  expect(codeOf(shop.act(fulfil(orderRef, "c", cups, 1)))).toBe("done")
})

test("what is held stays, until that hold is released", () => {
  const shop = open()
  const { orderRef, cups, hat } = sold(shop)
  const lines = [{ lineRef: cups, quantity: 3 }]
  shop.act({ type: "hold", key: "h", orderRef, holdKey: "ours", lines, reason: "fraud", note: "" })
  expect(codeOf(shop.act(fulfil(orderRef, "a", cups, 1)))).toBe("held-stays")
  expect(codeOf(shop.act(fulfil(orderRef, "b", hat, 1)))).toBe("done")
  expect(codeOf(shop.act({ type: "release", key: "r1", orderRef, holdKey: "other" }))).toBe("release-needs-hold")
  expect(codeOf(shop.act({ type: "release", key: "r2", orderRef, holdKey: "ours" }))).toBe("done")
  expect(codeOf(shop.act(fulfil(orderRef, "c", cups, 1)))).toBe("done")
})

test("a refused action changes nothing, not even the lines that were right", () => {
  const shop = open()
  const { orderRef, cups } = sold(shop)
  const lines = [
    { lineRef: cups, quantity: 1, restock: "return" as const, locationRef: "west" },
    { lineRef: "nobody's", quantity: 1, restock: "return" as const, locationRef: "west" },
  ]
  const money = { amount: { amount: 500, currencyCode: "EUR" }, shipping: null }
  const answer = shop.act({ type: "refund", key: "f", orderRef, lines, ...money, note: "", notify: true })
  expect(codeOf(answer)).toBe("unknown-line")
  expect(shop.available("cup", "west")).toBe(0)
  expect(shop.mails).toEqual([])
})

test("what goes back in money is never more than was paid", () => {
  const shop = open()
  const { orderRef } = sold(shop)
  const refund = (key: string, amount: number) =>
    codeOf(
      shop.act({
        type: "refund",
        key,
        orderRef,
        lines: [],
        amount: { amount, currencyCode: "EUR" },
        shipping: null,
        note: "",
        notify: false,
      })
    )
  expect([refund("a", 1_500), refund("a", 1_500), refund("b", 501), refund("c", 500)]).toEqual([
    "done",
    "done",
    "refund-what-was-paid",
    "done",
  ])
})

test("what is edited or cancelled goes back to the shelf, and the order is met again by who reads on", () => {
  const shop = open()
  const { orderRef, cups } = sold(shop)
  const before = shop.ordersAfter(0).at(-1)!.revision
  expect(shop.available("cup", "east")).toBe(7)
  shop.edit(orderRef, { lineRef: cups, quantity: 1 })
  expect(shop.available("cup", "east")).toBe(9)
  shop.cancel(orderRef)
  expect(shop.available("cup", "east")).toBe(10)
  expect(shop.ordersAfter(before).map(({ ref, cancelled }) => [ref, cancelled])).toEqual([[orderRef, true]])
})

test("units move between places: they go back to the one and are taken at the other", () => {
  const shop = open()
  shop.count("cup", "west", 4)
  const { orderRef } = sold(shop)
  const answer = shop.act({ type: "move", key: "m", orderRef, lines: [], fromRef: "east", toRef: "west" })
  expect(answer).toEqual({ outcome: "done" })
  expect([shop.available("cup", "east"), shop.available("cup", "west")]).toEqual([10, 1])
})

test("only what left can come back, and only what is on its way can arrive", () => {
  const shop = open()
  const { orderRef, cups } = sold(shop)
  const back = (key: string, quantity: number) =>
    shop.act({ type: "return", key, orderRef, lines: [{ lineRef: cups, quantity, reason: "", note: "" }] })
  expect(codeOf(back("a", 1))).toBe("return-what-left")
  shop.act(fulfil(orderRef, "f", cups, 3))
  const opened = back("b", 2)
  const returnRef = opened.outcome === "done" ? opened.ref! : ""
  const arrive = (key: string, quantity: number, disposition: "restocked" | "not-restocked") =>
    codeOf(
      shop.act({
        type: "receive",
        key,
        orderRef,
        returnRef,
        locationRef: "west",
        lines: [{ lineRef: cups, quantity, disposition }],
      })
    )
  expect([arrive("c", 1, "restocked"), arrive("d", 1, "not-restocked"), arrive("e", 1, "restocked")]).toEqual([
    "done",
    "done",
    "receive-what-is-due",
  ])
  expect(shop.available("cup", "west")).toBe(1)
  expect(shop.return(returnRef)).toMatchObject({ status: "closed", lines: [{ received: 2, restocked: 1 }] })
})
