import { openReceiver, type Receiver } from "./receiver"
import { levelOf, openTestShop, type Answer, type TestShop } from "./test-shop"

const workFields = `id status requestStatus updatedAt assignedLocation { name location { id } } supportedActions { action }
  fulfillmentHolds { id handle reason reasonNotes heldByRequestingApp } deliveryMethod { methodType }
  lineItems(first: 10) { nodes { id sku totalQuantity remainingQuantity } }`
const fulfil = `mutation($input: FulfillmentInput!) { fulfillmentCreate(fulfillment: $input) {
  fulfillment { id name status displayStatus totalQuantity location { name } trackingInfo { company number url }
    fulfillmentLineItems(first: 9) { nodes { id quantity lineItem { sku } } } fulfillmentOrders(first: 9) { nodes { id status } } }
  userErrors { field message } } }`

interface Work {
  readonly id: string
  readonly status: string
  readonly assignedLocation: { name: string; location: { id: string } }
  readonly supportedActions: { action: string }[]
  readonly fulfillmentHolds: { id: string; handle: string | null }[]
  readonly lineItems: { nodes: { id: string; sku: string; totalQuantity: number; remainingQuantity: number }[] }
}

describe("fulfilling", () => {
  let shop: TestShop
  beforeEach(async () => {
    shop = await openTestShop()
  })
  afterEach(async () => {
    expect(shop.control.snapshot().counters).toMatchObject({ standInLied: 0, notImplemented: 0 })
    await shop.close()
  })

  const orderId = () => shop.control.snapshot().orders[0]?.id
  const works = async (): Promise<Work[]> =>
    (
      await shop.ask(`query($id: ID!) { order(id: $id) { fulfillmentOrders(first: 9) { nodes { ${workFields} } } } }`, {
        id: orderId(),
      })
    ).data.order.fulfillmentOrders.nodes
  const order = async (fields: string) =>
    (await shop.ask(`query($id: ID!) { order(id: $id) { ${fields} } }`, { id: orderId() })).data.order
  const send = async (lines: object[], more: object = {}) =>
    (await shop.ask(fulfil, { input: { lineItemsByFulfillmentOrder: lines, ...more } })).data.fulfillmentCreate
  const some = (work: Work, quantity: number, line = 0) => ({
    fulfillmentOrderId: work.id,
    fulfillmentOrderLineItems: [{ id: work.lineItems.nodes[line]?.id, quantity }],
  })
  const whole = (work: Work) => ({ fulfillmentOrderId: work.id })
  const call = async (name: string, declared: string, passed: string, fields: string, variables: object) => {
    const answer: Answer = await shop.ask(`mutation(${declared}) { ${name}(${passed}) { ${fields} } }`, {
      ...variables,
    })
    if (answer.errors) throw new Error(JSON.stringify(answer.errors))
    return answer.data[name]
  }
  const actions = (work: Work) => work.supportedActions.map(({ action }) => action)

  it("[fulfil-commits] sends a part and then the rest; committed units leave the place", async () => {
    await shop.control.sell({ lines: [{ sku: "RED", quantity: 3 }] })
    const [work] = await works()
    expect([work?.status, actions(work!)]).toEqual([
      "OPEN",
      ["CREATE_FULFILLMENT", "REPORT_PROGRESS", "MOVE", "HOLD", "SPLIT"],
    ])
    const first = await send([some(work!, 2)], {
      trackingInfo: { company: "UPS", numbers: ["1Z", "2Z"] },
      notifyCustomer: true,
    })
    expect(first).toMatchObject({
      userErrors: [],
      fulfillment: {
        name: "#1001-F1",
        status: "SUCCESS",
        totalQuantity: 2,
        location: { name: "Warehouse" },
        trackingInfo: [
          { company: "UPS", number: "1Z", url: "https://www.ups.com/track?tracknum=1Z" },
          { company: "UPS", number: "2Z", url: "https://www.ups.com/track?tracknum=2Z" },
        ],
        fulfillmentLineItems: { nodes: [{ quantity: 2, lineItem: { sku: "RED" } }] },
      },
    })
    expect(levelOf(shop, "RED")).toMatchObject({ available: 2, committed: 1, onHand: 3 })
    expect((await works())[0]).toMatchObject({
      status: "IN_PROGRESS",
      lineItems: { nodes: [{ totalQuantity: 3, remainingQuantity: 1 }] },
    })
    expect(await order("displayFulfillmentStatus closed")).toEqual({
      displayFulfillmentStatus: "PARTIALLY_FULFILLED",
      closed: false,
    })
    await send([whole(work!)])
    expect(
      await order(
        "displayFulfillmentStatus closed fulfillments { id } lineItems(first: 1) { nodes { unfulfilledQuantity } }"
      )
    ).toMatchObject({
      displayFulfillmentStatus: "FULFILLED",
      closed: true,
      fulfillments: [{}, {}],
      lineItems: { nodes: [{ unfulfilledQuantity: 0 }] },
    })
    expect([levelOf(shop, "RED"), (await works())[0]?.status]).toMatchObject([
      { available: 2, committed: 0, onHand: 2 },
      "CLOSED",
    ])
    expect(shop.control.snapshot().mails).toEqual({ fulfilled: 1 })
  })

  it("[fulfil-remaining] sends nothing that is not left", async () => {
    await shop.control.sell({ sku: "RED", quantity: 2 })
    const [work] = await works()
    const tooMany = await send([some(work!, 3)])
    expect(tooMany).toMatchObject({
      fulfillment: null,
      userErrors: [{ message: "Invalid fulfillment order line item quantity requested." }],
    })
    await send([whole(work!)])
    const again = await send([whole(work!)])
    expect(again.userErrors[0].message).toMatch(/^Fulfillment order \d+ has an unfulfillable status= closed\.$/)
    expect((await send([{ fulfillmentOrderId: "gid://shopify/FulfillmentOrder/1" }])).userErrors[0].message).toBe(
      "Fulfillment order does not exist."
    )
    expect(levelOf(shop, "RED")).toMatchObject({ available: 3, committed: 0 })
  })

  it("[fulfil-one-place] sends from one place and for one order at a time, several pieces of work together", async () => {
    await shop.control.sell({ sku: "BLUE", quantity: 4 })
    const [one, other] = await works()
    expect((await send([whole(one!), whole(other!)])).userErrors[0].message).toContain("same location")
    await shop.control.sell({ sku: "RED" })
    const [foreign] = await works()
    expect((await send([whole(one!), whole(foreign!)])).userErrors[0].message).toContain("same order")
    expect((await send([whole(one!)])).userErrors).toEqual([])
  })

  it("[track-replaces] gives a fulfilment other tracking, and tells the customer only when asked", async () => {
    await shop.control.sell({ sku: "RED" })
    const { fulfillment } = await send([whole((await works())[0]!)], { trackingInfo: { number: "A" } })
    const track = (input: object, notify: boolean) =>
      call(
        "fulfillmentTrackingInfoUpdate",
        "$id: ID!, $input: FulfillmentTrackingInput!, $notify: Boolean",
        "fulfillmentId: $id, trackingInfoInput: $input, notifyCustomer: $notify",
        "fulfillment { trackingInfo { number url } } userErrors { field message }",
        { id: fulfillment.id, input, notify }
      )
    const changed = await track({ company: "Ours", numbers: ["B", "C"], urls: ["https://t.example/B"] }, true)
    expect(changed).toMatchObject({
      fulfillment: {
        trackingInfo: [
          { number: "B", url: "https://t.example/B" },
          { number: "C", url: null },
        ],
      },
    })
    await track({ number: "D" }, false)
    expect((await track({ number: "A", numbers: ["B"] }, false)).userErrors).toHaveLength(1)
    expect(shop.control.snapshot().mails).toEqual({ tracking: 1 })
  })

  it("[unfulfil] takes a fulfilment back: finished work is made anew, unfinished work gets its units back", async () => {
    await shop.control.sell({ sku: "RED", quantity: 3 })
    const [work] = await works()
    const { fulfillment } = await send([some(work!, 1)])
    const cancel = (id: string) =>
      call("fulfillmentCancel", "$id: ID!", "id: $id", "fulfillment { status displayStatus } userErrors { message }", {
        id,
      })
    expect(await cancel(fulfillment.id)).toEqual({
      fulfillment: { status: "CANCELLED", displayStatus: "CANCELED" },
      userErrors: [],
    })
    expect(await works()).toMatchObject([{ status: "OPEN", lineItems: { nodes: [{ remainingQuantity: 3 }] } }])
    expect((await cancel(fulfillment.id)).userErrors).toHaveLength(1)
    const { fulfillment: all } = await send([whole(work!)])
    await cancel(all.id)
    expect(await works()).toMatchObject([
      { status: "CLOSED" },
      { status: "OPEN", lineItems: { nodes: [{ remainingQuantity: 3 }] } },
    ])
    expect(levelOf(shop, "RED")).toMatchObject({ available: 2, committed: 3, onHand: 5 })
    expect(await order("displayFulfillmentStatus fulfillments { status }")).toEqual({
      displayFulfillmentStatus: "UNFULFILLED",
      fulfillments: [{ status: "CANCELLED" }, { status: "CANCELLED" }],
    })
  })

  const holdOn = (id: string, input: object = {}) =>
    call(
      "fulfillmentOrderHold",
      "$id: ID!, $hold: FulfillmentOrderHoldInput!",
      "id: $id, fulfillmentHold: $hold",
      `fulfillmentHold { id handle reason } fulfillmentOrder { ${workFields} } remainingFulfillmentOrder { ${workFields} } userErrors { code field message }`,
      { id, hold: { reason: "INCORRECT_ADDRESS", ...input } }
    )
  const releaseHold = (id: string, more: { holdIds?: string[]; externalId?: string } = {}) =>
    call(
      "fulfillmentOrderReleaseHold",
      "$id: ID!, $holdIds: [ID!], $externalId: String",
      "id: $id, holdIds: $holdIds, externalId: $externalId",
      "fulfillmentOrder { status } userErrors { code message }",
      { id, ...more }
    )

  it("[fulfil-held] does not send what is held, until every hold is released", async () => {
    await shop.control.sell({ sku: "RED", quantity: 2 })
    const [work] = await works()
    const first = await holdOn(work!.id, { handle: "a", externalId: "x" })
    expect(first).toMatchObject({
      fulfillmentOrder: { status: "ON_HOLD" },
      remainingFulfillmentOrder: null,
      userErrors: [],
    })
    await holdOn(work!.id, { handle: "b" })
    expect((await send([whole(work!)])).userErrors[0].message).toContain("on_hold")
    expect(await order("displayFulfillmentStatus")).toEqual({ displayFulfillmentStatus: "ON_HOLD" })
    expect((await releaseHold(work!.id, { externalId: "x" })).fulfillmentOrder.status).toBe("ON_HOLD")
    const left = (await works())[0]?.fulfillmentHolds[0]
    expect(left?.handle).toBe("b")
    expect((await releaseHold(work!.id, { holdIds: [left!.id] })).fulfillmentOrder.status).toBe("OPEN")
    expect((await send([whole(work!)])).userErrors).toEqual([])
  })

  it("[hold-handle] takes a handle once and ten holds at most; the empty handle is one too", async () => {
    await shop.control.sell({ sku: "RED" })
    const [work] = await works()
    await holdOn(work!.id)
    expect((await holdOn(work!.id)).userErrors[0].code).toBe("DUPLICATE_FULFILLMENT_HOLD_HANDLE")
    for (let count = 1; count < 10; count++) await holdOn(work!.id, { handle: `h${count}` })
    expect((await holdOn(work!.id, { handle: "more" })).userErrors[0].code).toBe("FULFILLMENT_ORDER_HOLD_LIMIT_REACHED")
    expect((await holdOn("gid://shopify/FulfillmentOrder/1")).userErrors[0].code).toBe("FULFILLMENT_ORDER_NOT_FOUND")
  })

  it("[hold-part] holds some units and lets the others go on in work of their own", async () => {
    await shop.control.sell({ sku: "RED", quantity: 3 })
    const [work] = await works()
    const held = await holdOn(work!.id, {
      fulfillmentOrderLineItems: [{ id: work!.lineItems.nodes[0]!.id, quantity: 1 }],
    })
    expect(held).toMatchObject({
      fulfillmentOrder: { id: work!.id, status: "ON_HOLD", lineItems: { nodes: [{ totalQuantity: 1 }] } },
      remainingFulfillmentOrder: { status: "OPEN", lineItems: { nodes: [{ totalQuantity: 2 }] } },
    })
    const again = { handle: "z", fulfillmentOrderLineItems: [{ id: work!.lineItems.nodes[0]!.id, quantity: 1 }] }
    expect((await holdOn(work!.id, again)).userErrors[0].code).toBe("FULFILLMENT_ORDER_NOT_SPLITTABLE")
  })

  const moveTo = (id: string, place: string, lines?: object[]) =>
    call(
      "fulfillmentOrderMove",
      "$id: ID!, $to: ID!, $lines: [FulfillmentOrderLineItemInput!]",
      "id: $id, newLocationId: $to, fulfillmentOrderLineItems: $lines",
      `movedFulfillmentOrder { ${workFields} } originalFulfillmentOrder { ${workFields} } userErrors { field message }`,
      { id, to: shop.control.snapshot().locations.find(({ name }) => name === place)?.id, lines }
    )

  it("[move-whole] moves all of a fulfilment order, and its units' claim with it", async () => {
    await shop.control.sell({ sku: "BLUE", quantity: 2 })
    const [work] = await works()
    const moved = await moveTo(work!.id, "Flagship store")
    expect(moved).toMatchObject({
      movedFulfillmentOrder: { id: work!.id, assignedLocation: { name: "Flagship store" } },
    })
    expect([levelOf(shop, "BLUE"), levelOf(shop, "BLUE", "Flagship store")]).toMatchObject([
      { available: 3, committed: 0 },
      { available: 0, committed: 2 },
    ])
    expect((await moveTo(work!.id, "Flagship store")).userErrors).toHaveLength(1)
  })

  it("[move-part] moves some units into other work, made anew where the place is at work on the order already", async () => {
    await shop.control.sell({ sku: "BLUE", quantity: 4 })
    const [one, other] = await works()
    const moved = await moveTo(one!.id, "Flagship store", [{ id: one!.lineItems.nodes[0]!.id, quantity: 1 }])
    expect(moved.originalFulfillmentOrder).toMatchObject({ id: one!.id, lineItems: { nodes: [{ totalQuantity: 2 }] } })
    expect(moved.movedFulfillmentOrder.lineItems.nodes).toMatchObject([{ totalQuantity: 2, remainingQuantity: 2 }])
    const after = await works()
    expect(after.find(({ id }) => id === other!.id)?.status).toBe("CLOSED")
    expect(
      after.filter(({ status }) => status === "OPEN").map((work) => work.lineItems.nodes[0]?.remainingQuantity)
    ).toEqual([2, 2])
  })

  it("[move-stocked] moves only to a place that stocks the article, and says beforehand which do", async () => {
    await shop.control.sell({ sku: "RED" })
    const [work] = await works()
    expect((await moveTo(work!.id, "Flagship store")).userErrors[0].message).toContain("does not stock")
    const places = await shop.ask(
      `query($id: ID!) { fulfillmentOrder(id: $id) { locationsForMove(first: 5) { nodes { movable message location { name } availableLineItemsCount { count } } } } }`,
      { id: work!.id }
    )
    expect(places.data.fulfillmentOrder.locationsForMove.nodes).toEqual([
      {
        movable: false,
        message: "No items are stocked at this location.",
        location: { name: "Flagship store" },
        availableLineItemsCount: { count: 0 },
      },
    ])
  })

  it("[split-merge] splits work and makes it one again; the units stay the same", async () => {
    await shop.control.sell({ sku: "RED", quantity: 3 })
    const [work] = await works()
    const split = await call(
      "fulfillmentOrderSplit",
      "$splits: [FulfillmentOrderSplitInput!]!",
      "fulfillmentOrderSplits: $splits",
      `fulfillmentOrderSplits { fulfillmentOrder { ${workFields} } remainingFulfillmentOrder { ${workFields} } } userErrors { code message }`,
      {
        splits: [
          {
            fulfillmentOrderId: work!.id,
            fulfillmentOrderLineItems: [{ id: work!.lineItems.nodes[0]!.id, quantity: 1 }],
          },
        ],
      }
    )
    expect(split.fulfillmentOrderSplits[0]).toMatchObject({
      fulfillmentOrder: { lineItems: { nodes: [{ totalQuantity: 2 }] } },
      remainingFulfillmentOrder: { lineItems: { nodes: [{ totalQuantity: 1 }] } },
    })
    const both = await works()
    expect(actions(both[0]!)).toContain("MERGE")
    const merged = await call(
      "fulfillmentOrderMerge",
      "$inputs: [FulfillmentOrderMergeInput!]!",
      "fulfillmentOrderMergeInputs: $inputs",
      `fulfillmentOrderMerges { fulfillmentOrder { ${workFields} } } userErrors { code message }`,
      { inputs: [{ mergeIntents: both.map(({ id }) => ({ fulfillmentOrderId: id })) }] }
    )
    expect(merged.fulfillmentOrderMerges[0].fulfillmentOrder.lineItems.nodes).toMatchObject([{ remainingQuantity: 3 }])
    expect((await works()).map(({ status }) => status)).toEqual(["OPEN", "CLOSED"])
  })

  it("[prepared-once] lays an order ready once, and writes to the customer once", async () => {
    await shop.control.sell({ sku: "RED", quantity: 2, delivery: "pickup" })
    const [work] = await works()
    const prepare = (id: string) =>
      call(
        "fulfillmentOrderLineItemsPreparedForPickup",
        "$input: FulfillmentOrderLineItemsPreparedForPickupInput!",
        "input: $input",
        "userErrors { code field message }",
        { input: { lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: id }] } }
      )
    expect((await prepare(work!.id)).userErrors).toEqual([])
    expect((await works())[0]?.status).toBe("IN_PROGRESS")
    expect((await prepare(work!.id)).userErrors[0].code).toBe("NO_LINE_ITEMS_TO_PREPARE_FOR_FULFILLMENT_ORDER")
    expect(shop.control.snapshot().mails).toEqual({ "ready-for-pickup": 1 })
    expect((await send([whole(work!)])).fulfillment.displayStatus).toBe("PICKED_UP")
    await shop.control.sell({ sku: "RED" })
    expect((await prepare((await works())[0]!.id)).userErrors[0].code).toBe("FULFILLMENT_ORDER_INVALID")
  })

  it("lists all fulfilment orders, the finished ones when asked", async () => {
    await shop.control.sell({ sku: "RED" })
    await shop.control.sell({ sku: "MUG" })
    const [work] = await works()
    await send([whole(work!)])
    const list = async (more: string) =>
      (await shop.ask(`{ fulfillmentOrders(first: 5${more}) { nodes { orderName status } } }`)).data.fulfillmentOrders
        .nodes
    expect(await list("")).toEqual([{ orderName: "#1001", status: "OPEN" }])
    expect(await list(", includeClosed: true")).toHaveLength(2)
    expect(await list(`, query: "status:OPEN", sortKey: UPDATED_AT`)).toHaveLength(1)
  })

  describe("cancelling an order", () => {
    const cancel = (more: object = {}) =>
      call(
        "orderCancel",
        "$id: ID!, $reason: OrderCancelReason!, $restock: Boolean!, $refund: Boolean, $notify: Boolean, $note: String",
        "orderId: $id, reason: $reason, restock: $restock, refund: $refund, notifyCustomer: $notify, staffNote: $note",
        "job { id done } orderCancelUserErrors { code field message }",
        { id: orderId(), reason: "INVENTORY", restock: true, refund: true, ...more }
      )

    it("[cancel-job] takes it in hand, and does it when its job is done", async () => {
      await shop.control.sell({ sku: "RED", quantity: 2 })
      const { job } = await cancel({ notify: true, note: "gone" })
      expect([job.done, (await order("cancelledAt")).cancelledAt]).toEqual([false, null])
      shop.clock.advance(200)
      expect((await shop.ask(`query($id: ID!) { job(id: $id) { done } }`, { id: job.id })).data.job.done).toBe(true)
      expect(
        await order(
          "cancelReason cancellation { staffNote } displayFinancialStatus refunds { totalRefundedSet { shopMoney { amount } } refundLineItems(first: 5) { nodes { quantity restockType } } }"
        )
      ).toMatchObject({
        cancelReason: "INVENTORY",
        cancellation: { staffNote: "gone" },
        displayFinancialStatus: "REFUNDED",
        refunds: [
          {
            totalRefundedSet: { shopMoney: { amount: "47.25" } },
            refundLineItems: { nodes: [{ quantity: 2, restockType: "CANCEL" }] },
          },
        ],
      })
      expect(levelOf(shop, "RED")).toMatchObject({ available: 5, committed: 0 })
      expect(shop.control.snapshot().mails).toEqual({ cancelled: 1 })
    })

    it("[cancel-once] cancels no order twice, none that was sent and none with a return", async () => {
      await shop.control.sell({ sku: "RED" })
      await cancel()
      shop.clock.advance(200)
      expect((await cancel()).orderCancelUserErrors[0].code).toBe("INVALID")
      await shop.control.sell({ sku: "RED" })
      await send([whole((await works())[0]!)])
      expect((await cancel()).orderCancelUserErrors[0].message).toContain("fulfillments")
      expect((await cancel({ id: "gid://shopify/Order/1" })).orderCancelUserErrors[0].code).toBe("NOT_FOUND")
      expect(shop.control.snapshot().refunds).toBe(1)
    })

    it("without restocking and refunding takes the units off the shelf and keeps the money", async () => {
      await shop.control.sell({ sku: "RED", quantity: 2 })
      await cancel({ restock: false, refund: false })
      shop.clock.advance(200)
      expect(levelOf(shop, "RED")).toMatchObject({ available: 3, committed: 0, onHand: 3 })
      expect(await order("displayFinancialStatus refunds { id } netPaymentSet { shopMoney { amount } }")).toEqual({
        displayFinancialStatus: "PAID",
        refunds: [],
        netPaymentSet: { shopMoney: { amount: "47.25" } },
      })
    })

    it("voids a payment that was only authorised", async () => {
      await shop.control.sell({ sku: "RED", payment: "authorized" })
      expect(await order("displayFinancialStatus totalCapturableSet { shopMoney { amount } }")).toMatchObject({
        displayFinancialStatus: "AUTHORIZED",
        totalCapturableSet: { shopMoney: { amount: "26.25" } },
      })
      await cancel({ refund: false })
      shop.clock.advance(200)
      expect(await order("displayFinancialStatus transactions { kind }")).toEqual({
        displayFinancialStatus: "VOIDED",
        transactions: [{ kind: "AUTHORIZATION" }, { kind: "VOID" }],
      })
    })
  })

  describe("told by webhook", () => {
    let receiver: Receiver
    beforeEach(async () => {
      receiver = await openReceiver()
    })
    afterEach(() => receiver.close())

    it("[hook-work] tells of work, holds and fulfilments under their own topics", async () => {
      for (const topic of [
        "FULFILLMENTS_CREATE",
        "FULFILLMENT_ORDERS_PLACED_ON_HOLD",
        "FULFILLMENT_ORDERS_HOLD_RELEASED",
        "FULFILLMENT_ORDERS_ORDER_ROUTING_COMPLETE",
        "ORDERS_FULFILLED",
      ])
        await shop.ask(
          `mutation($topic: WebhookSubscriptionTopic!, $uri: String) { webhookSubscriptionCreate(topic: $topic, webhookSubscription: { uri: $uri }) { userErrors { message } } }`,
          { topic, uri: receiver.url }
        )
      await shop.control.sell({ sku: "RED" })
      const [work] = await works()
      await holdOn(work!.id)
      await releaseHold(work!.id)
      await send([whole(work!)], { trackingInfo: { number: "A" } })
      await shop.control.settled()
      const bodyOf = (topic: string) =>
        receiver.received
          .filter(({ headers }) => headers["x-shopify-topic"] === topic)
          .map(({ body }) => JSON.parse(body) as unknown)
      expect(bodyOf("fulfillment_orders/placed_on_hold")).toMatchObject([
        { fulfillment_order: { id: work!.id, status: "on_hold" } },
      ])
      expect(bodyOf("fulfillment_orders/hold_released")).toHaveLength(1)
      expect(bodyOf("fulfillment_orders/order_routing_complete")).toHaveLength(1)
      expect(bodyOf("fulfillments/create")).toMatchObject([
        { tracking_numbers: ["A"], line_items: [{ sku: "RED", quantity: 1 }] },
      ])
      expect(bodyOf("orders/fulfilled")).toMatchObject([{ fulfillment_status: "fulfilled" }])
    })
  })
})
