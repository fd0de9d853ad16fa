import type { OrderRecord, Page } from "@anyshelf/connector-kit"
import { done } from "./support/done"
import { listingOf, openShop, placeOf, products, type TestShop } from "./support/open-shop"

let shop: TestShop
beforeAll(async () => {
  shop = await openShop({}, products(70))
})
afterAll(() => shop.close())

const get = async (id: number): Promise<OrderRecord> => {
  const order = await shop.session.get("orders", `gid://shopify/Order/${id}`)
  if (!order) throw new Error("The order was just made, and is not there.")
  return order
}

const sell = async (sale: Parameters<TestShop["standIn"]["control"]["sell"]>[0]) => {
  const { result } = done(await shop.standIn.control.sell(sale))
  return get(result.id)
}

/** What the customer pays is what its parts say. */
function expectToAddUp(order: OrderRecord): void {
  const lines = order.lines.reduce(
    (sum, { unitPrice, quantity, discount }) => sum + unitPrice.amount * quantity - discount.amount,
    0
  )
  const tax = order.lines.reduce((sum, line) => sum + line.tax.amount, 0)
  const tolerance = order.lines.length + 1
  const total = order.taxesIncluded ? lines + order.shipping.amount : lines + tax + order.shipping.amount
  // Where prices include tax, the delivery's own tax is what may be missing from the sum.
  expect(order.total.amount).toBeGreaterThanOrEqual(total - tolerance)
  expect(order.total.amount).toBeLessThanOrEqual(total + Math.ceil(order.shipping.amount / 2) + tolerance)
}

test("an online order to ship: its lines lead back to their listings, and it adds up", async () => {
  const place = placeOf(shop, "Warehouse")
  const order = await sell({
    lines: [{ sku: "SKU-1", quantity: 2 }, { sku: "SKU-2" }],
    locationId: place,
    email: "zoe@example.com",
  })
  expect(order).toMatchObject({
    status: "open",
    test: false,
    currencyCode: "EUR",
    delivery: { method: "ship", locationRef: place },
  })
  expect(order.lines.map(({ sku, quantity, unitPrice }) => [sku, quantity, unitPrice.amount])).toEqual([
    ["SKU-1", 2, 1999],
    ["SKU-2", 1, 1999],
  ])
  expect(order.lines[0]?.listingRef).toBe((await listingOf(shop.session, "SKU-1")).ref)
  expectToAddUp(order)
})

test("a discount is on its lines", async () => {
  const order = await sell({ sku: "SKU-3", quantity: 2, discount: { code: "TEN", percentage: 10 } })
  expect(order.lines[0]?.discount.amount).toBe(400)
  expectToAddUp(order)
})

test("a sale over the counter leaves from that counter, and needs no delivery", async () => {
  const place = placeOf(shop, "Store East")
  const order = await sell({ sku: "SKU-4", channel: "pos", locationId: place })
  expect(order.delivery).toEqual({ method: "pos", locationRef: place })
})

test.each(["pickup", "local"] as const)("an order for %s says so", async (delivery) => {
  expect((await sell({ sku: "SKU-5", delivery })).delivery.method).toBe(delivery)
})

test("a test order says so", async () => {
  expect((await sell({ sku: "SKU-6", test: true })).test).toBe(true)
})

test("a removed line stays with nothing wanted; a cancelled order is cancelled", async () => {
  const order = await sell({ lines: [{ sku: "SKU-7", quantity: 3 }, { sku: "SKU-8" }] })
  done(await shop.standIn.control.edit({ orderId: order.number, sku: "SKU-7", quantity: 0 }))
  const edited = await get(Number(order.ref.split("/").at(-1)))
  expect(
    edited.lines.map(({ quantity, discount, tax }) => [quantity, discount.amount, quantity === 0 ? tax.amount : 0])
  ).toEqual([
    [0, 0, 0],
    [1, 0, 0],
  ])
  expect(edited.updatedAt >= order.updatedAt).toBe(true)
  done(await shop.standIn.control.cancel({ orderId: order.number }))
  expect((await get(Number(order.ref.split("/").at(-1)))).status).toBe("cancelled")
})

test("an order with more lines than one answer holds is whole", async () => {
  const lines = Array.from({ length: 70 }, (_, at) => ({ sku: `SKU-${at + 1}` }))
  const order = await sell({ lines })
  expect(order.lines.map(({ sku }) => sku)).toEqual(lines.map(({ sku }) => sku))
})

test("reading page by page while the shop goes on selling misses no order", async () => {
  const made = new Set<string>()
  for (let count = 0; count < 12; count += 1) made.add((await sell({ sku: "SKU-9" })).ref)
  const met = new Set<string>()
  for (let cursor: string | null = null, page = 0; page < 50; page += 1) {
    const read: Page<"orders"> = await shop.session.pull("orders", cursor)
    read.items.forEach(({ ref }) => met.add(ref))
    if (page < 3) made.add((await sell({ sku: "SKU-10" })).ref)
    if (read.next === null) break
    cursor = read.next
  }
  expect([...made].filter((ref) => !met.has(ref))).toEqual([])
})

test("the shop answered as Shopify's schema allows, throughout", () => {
  expect(shop.standIn.control.snapshot().counters).toMatchObject({ standInLied: 0, notImplemented: 0 })
})
