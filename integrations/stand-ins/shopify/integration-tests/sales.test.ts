import { isRefusal } from "../src"
import { levelOf, openTestShop, type TestShop } from "./test-shop"

const orderFields = `name test currencyCode displayFulfillmentStatus displayFinancialStatus cancelledAt cancelReason edited
  retailLocation { name } customer { email } shippingLine { title }
  currentTotalPriceSet { shopMoney { amount } } totalPriceSet { shopMoney { amount } } totalTaxSet { shopMoney { amount } }
  lineItems(first: 5) { nodes { sku quantity currentQuantity unfulfilledQuantity originalUnitPriceSet { shopMoney { amount } } discountAllocations { allocatedAmountSet { shopMoney { amount } } } } }
  fulfillmentOrders(first: 5) { nodes { status assignedLocation { name } deliveryMethod { methodType } lineItems(first: 5) { nodes { totalQuantity remainingQuantity } } } }`

describe("selling", () => {
  let shop: TestShop
  beforeEach(async () => {
    shop = await openTestShop()
  })
  afterEach(async () => {
    expect(shop.control.snapshot().counters.standInLied).toBe(0)
    await shop.close()
  })

  const latest = async () =>
    (await shop.ask(`{ orders(first: 1, reverse: true, sortKey: ID) { nodes { ${orderFields} } } }`)).data.orders
      .nodes[0]

  it("[sale-commits] takes from available, adds to committed and makes an order", async () => {
    await shop.control.sell({
      sku: "RED",
      quantity: 2,
      email: "bo@example.com",
      discount: { code: "TEN", percentage: 10 },
    })
    expect(levelOf(shop, "RED")).toMatchObject({ available: 3, committed: 2, onHand: 5 })
    expect(await latest()).toMatchObject({
      name: "#1001",
      currencyCode: "USD",
      displayFulfillmentStatus: "UNFULFILLED",
      displayFinancialStatus: "PAID",
      retailLocation: null,
      customer: { email: "bo@example.com" },
      // 2 × 20, less 10 %, and 5 for shipping: 41; and 5 % tax on each.
      totalPriceSet: { shopMoney: { amount: "43.05" } },
      totalTaxSet: { shopMoney: { amount: "2.05" } },
      lineItems: {
        nodes: [
          {
            sku: "RED",
            quantity: 2,
            currentQuantity: 2,
            unfulfilledQuantity: 2,
            discountAllocations: [{ allocatedAmountSet: { shopMoney: { amount: "4.0" } } }],
          },
        ],
      },
      fulfillmentOrders: {
        nodes: [
          { status: "OPEN", assignedLocation: { name: "Warehouse" }, deliveryMethod: { methodType: "SHIPPING" } },
        ],
      },
    })
  })

  it("sends from several places when none has it all", async () => {
    await shop.control.sell({ sku: "BLUE", quantity: 4, delivery: "pickup" })
    expect([levelOf(shop, "BLUE").available, levelOf(shop, "BLUE", "Flagship store").available]).toEqual([0, 1])
    const { fulfillmentOrders, shippingLine } = await latest()
    expect(
      fulfillmentOrders.nodes.map((work: { assignedLocation: { name: string } }) => work.assignedLocation.name)
    ).toEqual(["Warehouse", "Flagship store"])
    expect([fulfillmentOrders.nodes[0].deliveryMethod.methodType, shippingLine]).toEqual(["PICK_UP", null])
  })

  it("[sale-counter] hands over at once what is sold at the counter", async () => {
    await shop.control.sell({ sku: "BLUE", channel: "pos", locationId: "Flagship store" })
    expect(levelOf(shop, "BLUE", "Flagship store")).toMatchObject({ available: 1, committed: 0, onHand: 1 })
    expect(await latest()).toMatchObject({
      retailLocation: { name: "Flagship store" },
      displayFulfillmentStatus: "FULFILLED",
      lineItems: { nodes: [{ unfulfilledQuantity: 0 }] },
      fulfillmentOrders: { nodes: [{ status: "CLOSED", deliveryMethod: { methodType: "RETAIL" } }] },
    })
  })

  it("[sale-deny] never sells more than there is, whoever asks at once", async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => shop.post("/control/sell", { sku: "RED" })))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(5)
    expect(answers.find(({ status }) => status === 409)?.body).toEqual({
      reason: "sold_out",
      error: "RED: asked for 1, 0 available",
    })
    expect(levelOf(shop, "RED")).toMatchObject({ available: 0, committed: 5 })
    await shop.control.sell({ sku: "MUG", quantity: 4 })
    expect(levelOf(shop, "MUG").available).toBe(-3)
  })

  it("judges an article that comes in two lines as a whole, and sells all lines or none", async () => {
    expect(
      isRefusal(
        await shop.control.sell({
          lines: [
            { sku: "RED", quantity: 3 },
            { sku: "RED", quantity: 3 },
          ],
        })
      )
    ).toBe(true)
    expect(isRefusal(await shop.control.sell({ lines: [{ sku: "RED" }, { sku: "BLUE", quantity: 9 }] }))).toBe(true)
    expect([levelOf(shop, "RED").available, shop.state.orders.size]).toEqual([5, 0])
  })

  it.each([
    [{ sku: "NONE" }, 404],
    [{}, 400],
    [{ sku: "RED", quantity: 0 }, 400],
    [{ sku: "RED", quantity: 1.5 }, 400],
    [{ sku: "RED", locationId: "Moon" }, 404],
    [{ sku: "RED", channel: "pos" }, 400],
    [{ sku: "RED", discount: { code: "X", percentage: 200 } }, 400],
  ])("refuses the sale %j with %i and a sentence", async (sale, status) => {
    const answer = await shop.post("/control/sell", sale)
    expect([answer.status, typeof answer.body["error"]]).toEqual([status, "string"])
  })

  it("does not sell a draft", async () => {
    await shop.control.loadProducts([
      { handle: "draft", title: "Draft", status: "DRAFT", variants: [{ sku: "D", inventoryQuantity: 5 }] },
    ])
    expect((await shop.post("/control/sell", { sku: "D" })).status).toBe(409)
  })

  it("[cancel-restocks] gives the units of a cancelled order back, once", async () => {
    await shop.control.sell({ sku: "BLUE", quantity: 4 })
    for (let time = 0; time < 2; time++) await shop.control.cancel({ orderId: "#1001", reason: "CUSTOMER" })
    expect([levelOf(shop, "BLUE"), levelOf(shop, "BLUE", "Flagship store")]).toMatchObject([
      { available: 3, committed: 0 },
      { available: 2, committed: 0 },
    ])
    expect(await latest()).toMatchObject({
      cancelReason: "CUSTOMER",
      displayFinancialStatus: "REFUNDED",
      currentTotalPriceSet: { shopMoney: { amount: "0.0" } },
      lineItems: { nodes: [{ quantity: 4, currentQuantity: 0 }] },
      fulfillmentOrders: { nodes: [{ status: "CLOSED" }, { status: "CLOSED" }] },
    })
  })

  it("[edit-current] takes units out of an order and keeps what was ordered", async () => {
    await shop.control.sell({ sku: "RED", quantity: 3 })
    await shop.control.edit({ orderId: "#1001", sku: "RED", quantity: 1 })
    expect(levelOf(shop, "RED")).toMatchObject({ available: 4, committed: 1 })
    expect(await latest()).toMatchObject({
      edited: true,
      lineItems: { nodes: [{ quantity: 3, currentQuantity: 1, unfulfilledQuantity: 1 }] },
    })
  })

  it("loads products by handle, the same again without any effect", async () => {
    await shop.control.sell({ sku: "RED" })
    const body = [
      JSON.stringify({ handle: "new", title: "New" }),
      "not json",
      JSON.stringify({ handle: "", title: "Bad" }),
    ].join("\n")
    const load = async () => {
      const response = await fetch(`${shop.url}/control/products`, {
        method: "POST",
        headers: { "Content-Type": "application/x-ndjson" },
        body,
      })
      return (await response.json()) as { rejected: unknown[] }
    }
    expect(await load()).toMatchObject({ created: 1, updated: 0, unchanged: 0, rejected: [{ line: 2 }, { line: 3 }] })
    expect(await load()).toMatchObject({ created: 0, updated: 0, unchanged: 1 })
    expect(levelOf(shop, "RED").available).toBe(4)
  })

  it("has buyers who come by themselves, the same ones for the same seed", async () => {
    shop.control.setBuyers({ perMinute: 60, seed: 7 })
    shop.clock.advance(30_000)
    const bought = shop.control.snapshot().ordersByBuyers
    expect(bought).toBeGreaterThan(3)
    expect(bought).toBe(shop.state.orders.size)
    expect(levelOf(shop, "RED").available).toBeGreaterThanOrEqual(0)
    shop.control.setBuyers({ perMinute: 0 })
    shop.clock.advance(30_000)
    expect(shop.state.orders.size).toBe(bought)
  })

  it("is as lively as a shop: the counter, pick-up, edits, refunds, counts — the same for the same seed", async () => {
    const live = async () => {
      const other = await openTestShop()
      await other.control.setStock({ sku: "RED", available: 500 })
      other.control.setBuyers({ perMinute: 60, varied: true, eventsPerMinute: 120, seed: 5 })
      other.clock.advance(120_000)
      const { ordersByBuyers, eventsByThemselves, orders, levels, refunds } = other.control.snapshot()
      const sources = new Set(orders.map(({ sourceName }) => sourceName))
      await other.close()
      return { ordersByBuyers, eventsByThemselves, levels, refunds, sources: [...sources].sort() }
    }
    const first = await live()
    expect(first.sources).toEqual(["pos", "web"])
    expect([first.ordersByBuyers > 40, first.eventsByThemselves > 60, first.refunds > 0]).toEqual([true, true, true])
    expect(await live()).toEqual(first)
  })

  it("is worked on by hand: sent, refunded, asked back", async () => {
    await shop.control.sell({ sku: "RED", quantity: 2 })
    expect((await shop.post("/control/return", { orderId: "#1001", sku: "RED" })).status).toBe(409)
    expect(
      (await shop.post("/control/fulfil", { orderId: "#1001", tracking: { company: "UPS", number: "1Z" } })).status
    ).toBe(200)
    expect((await shop.post("/control/fulfil", { orderId: "#1001" })).status).toBe(409)
    expect(
      (await shop.post("/control/refund", { orderId: "#1001", sku: "RED", restockType: "RETURN" })).body
    ).toMatchObject({ refund: { amount: 2100 } })
    expect((await shop.post("/control/refund", { orderId: "#1001", amount: "999" })).status).toBe(400)
    expect((await shop.post("/control/return", { orderId: "#1001", sku: "RED", isApproved: true })).body).toMatchObject(
      { return: { status: "OPEN" } }
    )
    expect(shop.control.snapshot()).toMatchObject({ fulfillments: 1, refunds: 1, returns: 1 })
  })

  it("starts anew on reset", async () => {
    await shop.control.sell({ sku: "RED" })
    expect((await shop.post("/control/reset")).status).toBe(200)
    expect(shop.control.snapshot()).toMatchObject({
      products: 0,
      ordersCount: 0,
      locations: [{ name: "Warehouse" }, { name: "Flagship store" }],
    })
  })
})
