import { fulfilAll, latestId, latestOrder, mutate } from "./admin-client"
import { openReceiver } from "./receiver"
import { levelOf, openTestShop, type TestShop } from "./test-shop"

const returnFields = `id name status totalQuantity decline { reason note }
  returnLineItems(first: 5) { nodes { id quantity processedQuantity refundedQuantity returnReasonNote
    ... on ReturnLineItem { returnReasonDefinition { handle } fulfillmentLineItem { lineItem { sku } } } } }
  reverseFulfillmentOrders(first: 5) { nodes { id status lineItems(first: 5) { nodes { id totalQuantity dispositions { type quantity location { name } } } } } }
  refunds(first: 5) { nodes { totalRefundedSet { shopMoney { amount } } } }`

interface Returned {
  readonly id: string
  readonly status: string
  readonly returnLineItems: { nodes: { id: string }[] }
  readonly reverseFulfillmentOrders: { nodes: { lineItems: { nodes: { id: string }[] } }[] }
}

describe("returns", () => {
  let shop: TestShop
  beforeEach(async () => {
    shop = await openTestShop()
    await shop.control.sell({ lines: [{ sku: "RED", quantity: 3 }] })
    await fulfilAll(shop)
  })
  afterEach(async () => {
    expect(shop.control.snapshot().counters).toMatchObject({ standInLied: 0, notImplemented: 0 })
    await shop.close()
  })

  const sentLine = async () =>
    (await latestOrder(shop, "fulfillments { fulfillmentLineItems(first: 1) { nodes { id } } }")).fulfillments[0]
      .fulfillmentLineItems.nodes[0].id
  const linesFor = async (quantity: number) => [
    { fulfillmentLineItemId: await sentLine(), quantity, returnReason: "DEFECTIVE" },
  ]
  const create = async (quantity: number, more: { returnLineItems?: object[] } = {}) =>
    mutate(
      shop,
      "returnCreate",
      "$input: ReturnInput!",
      "returnInput: $input",
      `return { ${returnFields} } userErrors { code field message }`,
      { input: { orderId: latestId(shop), returnLineItems: more.returnLineItems ?? (await linesFor(quantity)) } }
    )
  const request = async (quantity: number) =>
    mutate(
      shop,
      "returnRequest",
      "$input: ReturnRequestInput!",
      "input: $input",
      `return { ${returnFields} } userErrors { code message }`,
      { input: { orderId: latestId(shop), returnLineItems: await linesFor(quantity) } }
    )
  const step = (name: string, id: string) =>
    mutate(shop, name, "$id: ID!", "id: $id", "return { status } userErrors { code message }", { id })
  const judge = (name: string, type: string, input: object) =>
    mutate(shop, name, `$input: ${type}!`, "input: $input", `return { ${returnFields} } userErrors { code message }`, {
      input,
    })
  const place = (name = "Warehouse") => shop.control.snapshot().locations.find((one) => one.name === name)?.id
  const disposition = (returned: Returned, quantity: number, dispositionType: string, locationId?: string) => ({
    reverseFulfillmentOrderLineItemId: returned.reverseFulfillmentOrders.nodes[0]?.lineItems.nodes[0]?.id,
    quantity,
    dispositionType,
    ...(locationId && { locationId }),
  })
  const process = (returned: Returned, quantity: number, dispositions: object[], more: object = {}) =>
    judge("returnProcess", "ReturnProcessInput", {
      returnId: returned.id,
      returnLineItems: [{ id: returned.returnLineItems.nodes[0]?.id, quantity, dispositions }],
      ...more,
    })

  it("[return-fulfilled] takes back what was sent, and no more of it", async () => {
    const { return: returned, userErrors } = await create(2)
    expect(userErrors).toEqual([])
    expect(returned).toMatchObject({
      name: "#1001-R1",
      status: "OPEN",
      totalQuantity: 2,
      returnLineItems: {
        nodes: [{ quantity: 2, processedQuantity: 0, returnReasonDefinition: { handle: "defective" } }],
      },
      reverseFulfillmentOrders: { nodes: [{ status: "OPEN", lineItems: { nodes: [{ totalQuantity: 2 }] } }] },
    })
    expect((await create(2)).userErrors[0].code).toBe("INVALID")
    expect(await latestOrder(shop, "returnStatus returns(first: 5) { nodes { id } }")).toMatchObject({
      returnStatus: "IN_PROGRESS",
      returns: { nodes: [{ id: returned.id }] },
    })
    await shop.control.sell({ sku: "MUG" })
    expect(
      (
        await create(1, {
          returnLineItems: [{ fulfillmentLineItemId: "gid://shopify/FulfillmentLineItem/1", quantity: 1 }],
        })
      ).userErrors[0].code
    ).toBe("NOT_FOUND")
    const found = await shop.ask(`{ orders(first: 5, query: "return_status:in_progress") { nodes { name } } }`)
    expect(found.data.orders.nodes).toEqual([{ name: "#1001" }])
  })

  it("[return-state] goes only where its state leads", async () => {
    const asked: Returned = (await request(1)).return
    expect(asked).toMatchObject({ status: "REQUESTED", reverseFulfillmentOrders: { nodes: [] } })
    expect((await step("returnClose", asked.id)).userErrors[0].code).toBe("INVALID_STATE")
    expect((await judge("returnApproveRequest", "ReturnApproveRequestInput", { id: asked.id })).return.status).toBe(
      "OPEN"
    )
    expect(
      (await judge("returnApproveRequest", "ReturnApproveRequestInput", { id: asked.id })).userErrors[0].code
    ).toBe("INVALID_STATE")
    expect((await step("returnClose", asked.id)).return.status).toBe("CLOSED")
    expect((await step("returnReopen", asked.id)).return.status).toBe("OPEN")
    expect((await step("returnCancel", asked.id)).return.status).toBe("CANCELED")
    expect((await step("returnReopen", asked.id)).userErrors[0].code).toBe("INVALID_STATE")
    const other: Returned = (await request(3)).return
    const declined = await judge("returnDeclineRequest", "ReturnDeclineRequestInput", {
      id: other.id,
      declineReason: "FINAL_SALE",
      declineNote: "no",
      notifyCustomer: true,
    })
    expect(declined.return).toMatchObject({ status: "DECLINED", decline: { reason: "FINAL_SALE", note: "no" } })
    expect(shop.control.snapshot()).toMatchObject({ returns: 2, mails: { "return-declined": 1 } })
  })

  it("[return-process] says what became of the units: restocked at their place, or not; then it is closed", async () => {
    const { return: returned } = await create(3)
    const first = await process(returned, 2, [
      disposition(returned, 1, "RESTOCKED", place("Flagship store")),
      disposition(returned, 1, "NOT_RESTOCKED"),
    ])
    expect(first.userErrors).toEqual([])
    expect(first.return).toMatchObject({
      status: "OPEN",
      returnLineItems: { nodes: [{ processedQuantity: 2, refundedQuantity: 0 }] },
      reverseFulfillmentOrders: {
        nodes: [
          {
            status: "OPEN",
            lineItems: {
              nodes: [
                {
                  dispositions: [
                    { type: "RESTOCKED", quantity: 1, location: { name: "Flagship store" } },
                    { type: "NOT_RESTOCKED", quantity: 1, location: null },
                  ],
                },
              ],
            },
          },
        ],
      },
    })
    expect([levelOf(shop, "RED").available, levelOf(shop, "RED", "Flagship store").available]).toEqual([2, 1])
    const second = await process(returned, 1, [disposition(returned, 1, "MISSING")], {
      financialTransfer: {
        issueRefund: {
          orderTransactions: [
            {
              parentId: (await latestOrder(shop, "transactions { id }")).transactions[0].id,
              transactionAmount: { amount: "10.00", currencyCode: "USD" },
            },
          ],
        },
      },
    })
    expect(second.return).toMatchObject({
      status: "CLOSED",
      refunds: { nodes: [{}, { totalRefundedSet: { shopMoney: { amount: "10.0" } } }] },
    })
    expect(
      await latestOrder(
        shop,
        "returnStatus displayFinancialStatus lineItems(first: 1) { nodes { quantity currentQuantity } }"
      )
    ).toEqual({
      returnStatus: "RETURNED",
      displayFinancialStatus: "PARTIALLY_REFUNDED",
      lineItems: { nodes: [{ quantity: 3, currentQuantity: 0 }] },
    })
  })

  it("[dispose-once] deals with each unit once, restocking only at a named place", async () => {
    const { return: returned } = await create(1)
    const at = place()
    expect((await process(returned, 1, [disposition(returned, 1, "RESTOCKED")])).userErrors[0].code).toBe("BLANK")
    expect((await process(returned, 2, [])).userErrors[0].code).toBe("INVALID")
    const dispose = () =>
      mutate(
        shop,
        "reverseFulfillmentOrderDispose",
        "$inputs: [ReverseFulfillmentOrderDisposeInput!]!",
        "dispositionInputs: $inputs",
        "reverseFulfillmentOrderLineItems { dispositions { type } } userErrors { code message }",
        { inputs: [disposition(returned, 1, "RESTOCKED", at)] }
      )
    expect((await dispose()).userErrors).toEqual([])
    expect((await dispose()).userErrors[0].code).toBe("INVALID")
    expect(levelOf(shop, "RED").available).toBe(3)
    expect((await step("returnCancel", returned.id)).userErrors[0].code).toBe("INVALID_STATE")
  })

  it("takes units out of a return, and lists the reasons", async () => {
    const { return: returned } = await create(3)
    const removed = await mutate(
      shop,
      "removeFromReturn",
      "$id: ID!, $lines: [ReturnLineItemRemoveFromReturnInput!]",
      "returnId: $id, returnLineItems: $lines, exchangeLineItems: []",
      "return { totalQuantity } userErrors { message }",
      { id: returned.id, lines: [{ returnLineItemId: returned.returnLineItems.nodes[0].id, quantity: 1 }] }
    )
    expect(removed.return.totalQuantity).toBe(2)
    const reasons = await shop.ask(
      `{ returnReasonDefinitions(first: 3, handles: ["defective"]) { nodes { handle name } } }`
    )
    expect(reasons.data.returnReasonDefinitions.nodes).toEqual([{ handle: "defective", name: "Damaged or defective" }])
  })

  it("[hook-returns] tells of each step, of dispositions and of refunds", async () => {
    const receiver = await openReceiver()
    for (const topic of [
      "RETURNS_APPROVE",
      "RETURNS_CLOSE",
      "RETURNS_PROCESS",
      "REFUNDS_CREATE",
      "REVERSE_FULFILLMENT_ORDERS_DISPOSE",
    ])
      await shop.ask(
        `mutation($topic: WebhookSubscriptionTopic!, $uri: String) { webhookSubscriptionCreate(topic: $topic, webhookSubscription: { uri: $uri }) { userErrors { message } } }`,
        { topic, uri: receiver.url }
      )
    const { return: returned } = await create(1)
    await process(returned, 1, [disposition(returned, 1, "RESTOCKED", place())])
    await shop.control.settled()
    expect(receiver.received.map(({ headers }) => headers["x-shopify-topic"]).sort()).toEqual([
      "refunds/create",
      "returns/approve",
      "returns/close",
      "returns/process",
      "reverse_fulfillment_orders/dispose",
    ])
    const body = JSON.parse(
      receiver.received.find(({ headers }) => headers["x-shopify-topic"] === "returns/close")!.body
    ) as object
    expect(body).toMatchObject({
      admin_graphql_api_id: returned.id,
      status: "closed",
      order: { admin_graphql_api_id: latestId(shop) },
    })
    await receiver.close()
  })
})

describe("refunds", () => {
  let shop: TestShop
  beforeEach(async () => {
    shop = await openTestShop()
    await shop.control.sell({ sku: "RED", quantity: 3 })
  })
  afterEach(async () => {
    expect(shop.control.snapshot().counters).toMatchObject({ standInLied: 0, notImplemented: 0 })
    await shop.close()
  })

  let keys = 0
  const refund = (input: object, key = `k${++keys}`) =>
    mutate(
      shop,
      "refundCreate",
      "$input: RefundInput!, $key: String!",
      "input: $input",
      `refund { id note totalRefundedSet { shopMoney { amount } } refundLineItems(first: 5) { nodes { quantity restockType restocked location { name } subtotalSet { shopMoney { amount } } } }
         orderAdjustments(first: 5) { nodes { amountSet { shopMoney { amount } } } } transactions(first: 5) { nodes { kind amountSet { shopMoney { amount } } parentTransaction { kind } } } }
       userErrors { field message }`,
      { input: { orderId: latestId(shop), ...input }, key }
    )
  const lineId = async () => (await latestOrder(shop, "lineItems(first: 1) { nodes { id } }")).lineItems.nodes[0].id
  const money = async (amount: string) => ({
    orderId: latestId(shop),
    kind: "REFUND",
    gateway: "bogus",
    amount,
    parentId: (await latestOrder(shop, "transactions { id }")).transactions[0].id,
  })

  it("[refund-restock] CANCEL frees units that wait, RETURN brings sent ones back, NO_RESTOCK moves nothing", async () => {
    const lineItemId = await lineId()
    await refund({
      refundLineItems: [{ lineItemId, quantity: 1, restockType: "CANCEL" }],
      transactions: [await money("21.00")],
    })
    expect(levelOf(shop, "RED")).toMatchObject({ available: 3, committed: 2, onHand: 5 })
    await refund({ refundLineItems: [{ lineItemId, quantity: 1, restockType: "NO_RESTOCK" }] })
    expect(levelOf(shop, "RED")).toMatchObject({ available: 3, committed: 2, onHand: 5 })
    await fulfilAll(shop)
    const back = { lineItemId, quantity: 1, restockType: "RETURN", locationId: shop.ids("RED").location }
    expect((await refund({ refundLineItems: [back] })).refund.refundLineItems.nodes).toMatchObject([
      { quantity: 1, restockType: "RETURN", restocked: true, location: { name: "Warehouse" } },
    ])
    expect(levelOf(shop, "RED")).toMatchObject({ available: 4, committed: 0, onHand: 4 })
    expect(
      await latestOrder(shop, "lineItems(first: 1) { nodes { currentQuantity refundableQuantity } } refunds { id }")
    ).toMatchObject({
      lineItems: { nodes: [{ currentQuantity: 0, refundableQuantity: 0 }] },
      refunds: [{}, {}, {}],
    })
  })

  it("[refund-units] refunds no more units than there are", async () => {
    const lineItemId = await lineId()
    const many = await refund({ refundLineItems: [{ lineItemId, quantity: 4, restockType: "CANCEL" }] })
    expect(many.userErrors[0].message).toBe("Quantity cannot refund more items than were purchased")
    expect(
      (await refund({ refundLineItems: [{ lineItemId, quantity: 1, restockType: "RETURN" }] })).userErrors
    ).toHaveLength(1)
    expect((await refund({})).userErrors).toHaveLength(1)
    expect(shop.control.snapshot().refunds).toBe(0)
  })

  it("[refund-paid] gives back no more than was paid, unless it is told to", async () => {
    expect((await refund({ transactions: [await money("68.26")] })).userErrors).toHaveLength(1)
    const whole = await refund({
      transactions: [await money("68.25")],
      shipping: { fullRefund: true },
      notify: true,
      note: "sorry",
    })
    expect(whole.refund).toMatchObject({
      note: "sorry",
      totalRefundedSet: { shopMoney: { amount: "68.25" } },
      transactions: { nodes: [{ kind: "REFUND", parentTransaction: { kind: "SALE" } }] },
    })
    expect((await refund({ transactions: [await money("0.01")] })).userErrors).toHaveLength(1)
    expect((await refund({ transactions: [await money("0.01")], allowOverRefunding: true })).userErrors).toEqual([])
    expect(await latestOrder(shop, "displayFinancialStatus totalRefundedShippingSet { shopMoney { amount } }")).toEqual(
      {
        displayFinancialStatus: "REFUNDED",
        totalRefundedShippingSet: { shopMoney: { amount: "5.0" } },
      }
    )
    expect(shop.control.snapshot().mails).toEqual({ refunded: 1 })
  })

  it("[refund-once] is carried out once for its key, and refused without one", async () => {
    const input = { transactions: [await money("1.00")] }
    const first = await refund(input, "same")
    expect(await refund(input, "same")).toEqual(first)
    expect(shop.control.snapshot()).toMatchObject({ refunds: 1, counters: { keysReplayed: 1 } })
    const bare = await shop.ask(
      "mutation($input: RefundInput!) { refundCreate(input: $input) { userErrors { message } } }",
      { input: { orderId: latestId(shop), ...input } }
    )
    expect(bare.errors?.[0]?.extensions.code).toBe("BAD_REQUEST")
  })

  it("suggests what it would then refund", async () => {
    const lineItemId = await lineId()
    const suggested = await shop.ask(
      `query($id: ID!, $line: ID!) { order(id: $id) { suggestedRefund(refundLineItems: [{ lineItemId: $line, quantity: 1 }], refundShipping: true) {
         amountSet { shopMoney { amount } } totalTaxSet { shopMoney { amount } } suggestedTransactions { amountSet { shopMoney { amount } } parentTransaction { id } } } } }`,
      { id: latestId(shop), line: lineItemId }
    )
    const { amountSet, totalTaxSet } = suggested.data.order.suggestedRefund
    // 20 and 5 for delivery, and 5 % tax on each.
    expect([amountSet.shopMoney.amount, totalTaxSet.shopMoney.amount]).toEqual(["26.25", "1.25"])
    const made = await refund({
      refundLineItems: [{ lineItemId, quantity: 1, restockType: "CANCEL" }],
      shipping: { fullRefund: true },
      transactions: [await money("26.25")],
    })
    expect(made.refund.orderAdjustments.nodes).toEqual([])
    expect(
      await latestOrder(
        shop,
        "currentTotalPriceSet { shopMoney { amount } } netPaymentSet { shopMoney { amount } } totalOutstandingSet { shopMoney { amount } }"
      )
    ).toEqual({
      currentTotalPriceSet: { shopMoney: { amount: "42.0" } },
      netPaymentSet: { shopMoney: { amount: "42.0" } },
      totalOutstandingSet: { shopMoney: { amount: "0.0" } },
    })
  })
})
