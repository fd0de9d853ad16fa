import { switchableRules, rules, type SwitchableRule } from "../src"
import { fulfilAll, latestId, latestOrder, mutate } from "./admin-client"
import { openReceiver } from "./receiver"
import { levelOf, oneRow, openTestShop, setQuantities, type Answer, type TestShop } from "./test-shop"

/** Something that Shopify refuses, or does: true when this shop does so too. */
const probes: Partial<Record<SwitchableRule, (shop: TestShop) => Promise<boolean>>> = {
  "token-401": async (shop) => {
    const headers = { "Content-Type": "application/json", "X-Shopify-Access-Token": "wrong" }
    return (await fetch(shop.adminUrl, { method: "POST", headers, body: `{"query":"{shop{id}}"}` })).status === 401
  },
  "scope-denied": async (shop) => {
    shop.control.setScopes([])
    return (await shop.ask("{ orders(first: 1) { nodes { id } } }")).errors !== undefined
  },
  "cost-1000": async (shop) =>
    (await shop.ask("{ products(first: 60) { nodes { variants(first: 20) { nodes { id } } } } }")).errors !== undefined,
  "throttled-200": async (shop) => {
    // The fault empties the bucket, and the clock stands still.
    shop.control.setFaults({ requests: [{ kind: "throttled" }] })
    await shop.ask("{ shop { id } }")
    return (await shop.ask("{ shop { id } }")).errors?.[0]?.extensions.code === "THROTTLED"
  },
  "input-250": async (shop) => {
    const row = oneRow(shop, "RED", 1, null).quantities[0]
    const input = { ...oneRow(shop, "RED", 1, null), quantities: Array.from({ length: 251 }, () => row) }
    return (await shop.ask(setQuantities, { input, key: "a" })).errors !== undefined
  },
  "key-required": async (shop) => {
    const bare = setQuantities.replace(" @idempotent(key: $key)", "").replace(", $key: String!", "")
    return (await shop.ask(bare, { input: oneRow(shop, "RED", 1, 5) })).errors !== undefined
  },
  "key-replay": async (shop) => {
    const set = () => shop.ask(setQuantities, { input: oneRow(shop, "RED", 9, 5), key: "a" })
    await set()
    return codes(await set()).length === 0
  },
  "key-mismatch": async (shop) => {
    await shop.ask(setQuantities, { input: oneRow(shop, "RED", 9, 5), key: "a" })
    return codes(await shop.ask(setQuantities, { input: oneRow(shop, "RED", 8, 9), key: "a" })).length > 0
  },
  "key-failed": async (shop) => {
    await shop.ask(setQuantities, { input: oneRow(shop, "RED", 9, 4), key: "a" })
    await shop.control.setStock({ sku: "RED", available: 4 })
    return codes(await shop.ask(setQuantities, { input: oneRow(shop, "RED", 9, 4), key: "a" })).length > 0
  },
  "cas-explicit": async (shop) => {
    const input = oneRow(shop, "RED", 9, null)
    const quantities = input.quantities.map(({ changeFromQuantity: _, ...row }) => row)
    return (await shop.ask(setQuantities, { input: { ...input, quantities }, key: "a" })).errors !== undefined
  },
  "cas-stale": async (shop) =>
    codes(await shop.ask(setQuantities, { input: oneRow(shop, "RED", 9, 1), key: "a" })).length > 0,
  "set-atomic": async (shop) => {
    const good = oneRow(shop, "RED", 9, 5)
    const input = { ...good, quantities: [...good.quantities, ...oneRow(shop, "MUG", 9, 77).quantities] }
    await shop.ask(setQuantities, { input, key: "a" })
    return levelOf(shop, "RED").available === 5
  },
  "set-pair": async (shop) => {
    const row = oneRow(shop, "RED", 9, null)
    const input = { ...row, quantities: [...row.quantities, ...row.quantities] }
    return codes(await shop.ask(setQuantities, { input, key: "a" })).length > 0
  },
  "set-bounds": async (shop) =>
    codes(await shop.ask(setQuantities, { input: oneRow(shop, "RED", -1, null), key: "a" })).length > 0,
  "set-not-stocked": async (shop) => {
    const locationId = shop.control.snapshot().locations[1]?.id
    const input = oneRow(shop, "RED", 1, null)
    const quantities = input.quantities.map((row) => ({ ...row, locationId }))
    return codes(await shop.ask(setQuantities, { input: { ...input, quantities }, key: "a" })).length > 0
  },
  "sale-commits": async (shop) => {
    await shop.control.sell({ sku: "RED" })
    return levelOf(shop, "RED").available === 4
  },
  "sale-deny": async (shop) => (await shop.post("/control/sell", { sku: "RED", quantity: 6 })).status === 409,
  "cancel-restocks": async (shop) => {
    await shop.control.sell({ sku: "RED" })
    await shop.control.cancel({ orderId: "#1001" })
    return levelOf(shop, "RED").available === 5
  },
  "cancel-once": async (shop) => {
    await shop.control.sell({ sku: "RED" })
    await shop.control.cancel({ orderId: "#1001" })
    const again = await mutate(
      shop,
      "orderCancel",
      "$id: ID!",
      "orderId: $id, reason: OTHER, restock: true",
      "orderCancelUserErrors { code }",
      { id: latestId(shop) }
    )
    return again.orderCancelUserErrors.length > 0
  },
  "fulfil-remaining": async (shop) => {
    await shop.control.sell({ sku: "RED" })
    const id = await firstWork(shop)
    await send(shop, [id])
    return (await send(shop, [id])).length > 0
  },
  "fulfil-held": async (shop) => {
    await shop.control.sell({ sku: "RED" })
    const id = await firstWork(shop)
    await holdWork(shop, id)
    return (await send(shop, [id])).length > 0
  },
  "fulfil-one-place": async (shop) => {
    await shop.control.sell({ sku: "BLUE", quantity: 4 })
    return (await send(shop, await works(shop))).length > 0
  },
  "fulfil-commits": async (shop) => {
    await shop.control.sell({ sku: "RED" })
    await fulfilAll(shop)
    return levelOf(shop, "RED").committed === 0
  },
  "hold-handle": async (shop) => {
    await shop.control.sell({ sku: "RED" })
    const id = await firstWork(shop)
    await holdWork(shop, id)
    return (await holdWork(shop, id)).length > 0
  },
  "move-stocked": async (shop) => {
    await shop.control.sell({ sku: "RED" })
    const to = shop.control.snapshot().locations[1]?.id
    const passed = "id: $id, newLocationId: $to"
    const { userErrors } = await mutate(
      shop,
      "fulfillmentOrderMove",
      "$id: ID!, $to: ID!",
      passed,
      "userErrors { message }",
      {
        id: await firstWork(shop),
        to,
      }
    )
    return userErrors.length > 0
  },
  "prepared-once": async (shop) => {
    await shop.control.sell({ sku: "RED", delivery: "pickup" })
    const id = await firstWork(shop)
    for (let time = 0; time < 2; time++)
      await mutate(
        shop,
        "fulfillmentOrderLineItemsPreparedForPickup",
        "$input: FulfillmentOrderLineItemsPreparedForPickupInput!",
        "input: $input",
        "userErrors { code }",
        { input: { lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: id }] } }
      )
    return shop.control.snapshot().mails["ready-for-pickup"] === 1
  },
  "return-fulfilled": async (shop) => {
    await shop.control.sell({ sku: "RED" })
    await fulfilAll(shop)
    await openReturn(shop)
    return (await openReturn(shop)).userErrors.length > 0
  },
  "return-state": async (shop) => {
    await shop.control.sell({ sku: "RED" })
    await fulfilAll(shop)
    const { id } = (await openReturn(shop)).return
    const step = (name: string) => mutate(shop, name, "$id: ID!", "id: $id", "userErrors { code }", { id })
    await step("returnCancel")
    return (await step("returnClose")).userErrors.length > 0
  },
  "dispose-once": async (shop) => {
    await shop.control.sell({ sku: "RED" })
    await fulfilAll(shop)
    const line = (await openReturn(shop)).return.reverseFulfillmentOrders.nodes[0].lineItems.nodes[0].id
    const dispose = () =>
      mutate(
        shop,
        "reverseFulfillmentOrderDispose",
        "$inputs: [ReverseFulfillmentOrderDisposeInput!]!",
        "dispositionInputs: $inputs",
        "userErrors { code }",
        { inputs: [{ reverseFulfillmentOrderLineItemId: line, quantity: 1, dispositionType: "NOT_RESTOCKED" }] }
      )
    await dispose()
    return (await dispose()).userErrors.length > 0
  },
  "refund-paid": async (shop) => {
    await shop.control.sell({ sku: "RED" })
    const transactions = [{ orderId: latestId(shop), kind: "REFUND", gateway: "bogus", amount: "999.00" }]
    return (await refundIt(shop, { transactions })).length > 0
  },
  "refund-units": async (shop) => {
    await shop.control.sell({ sku: "RED" })
    const lineItemId = (await latestOrder(shop, "lineItems(first: 1) { nodes { id } }")).lineItems.nodes[0].id
    return (await refundIt(shop, { refundLineItems: [{ lineItemId, quantity: 2, restockType: "CANCEL" }] })).length > 0
  },
  "bulk-one": async (shop) => {
    const run = () =>
      mutate(shop, "bulkOperationRunQuery", "$q: String!", "query: $q", "userErrors { code }", {
        q: "{ products { edges { node { id } } } }",
      })
    await run()
    return (await run()).userErrors.length > 0
  },
  "hook-signed": async (shop) =>
    hooks(
      shop,
      async () => void (await shop.control.sell({ sku: "RED", wait: true })),
      ([first]) => first !== undefined && isSigned(first)
    ),
  "hook-retry": async (shop) => {
    const { waiting } = await failedHook(shop)
    return waiting === 1
  },
  "hook-echo": async (shop) =>
    hooks(
      shop,
      async () => void (await shop.control.setStock({ sku: "RED", available: 9, wait: true })),
      (all) => all.length === 1,
      "INVENTORY_LEVELS_UPDATE"
    ),
  "hook-event-id": async (shop) =>
    hooks(
      shop,
      async () => void (await shop.control.sell({ sku: "RED", wait: true, deliverWebhooks: { copies: 2 } })),
      (all) => new Set(all.map(({ headers }) => headers["x-shopify-event-id"])).size === 1
    ),
}

type Hook = Awaited<ReturnType<typeof openReceiver>>["received"][number]

const codes = (answer: Answer): string[] =>
  (answer.data?.inventorySetQuantities?.userErrors ?? []).map(({ code }: { code: string }) => code)
const works = async (shop: TestShop): Promise<string[]> =>
  (await latestOrder(shop, "fulfillmentOrders(first: 9) { nodes { id } }")).fulfillmentOrders.nodes.map(
    ({ id }: { id: string }) => id
  )
const firstWork = async (shop: TestShop): Promise<string> => (await works(shop))[0] ?? ""
const send = async (shop: TestShop, ids: readonly string[]): Promise<unknown[]> =>
  (
    await mutate(
      shop,
      "fulfillmentCreate",
      "$input: FulfillmentInput!",
      "fulfillment: $input",
      "userErrors { message }",
      {
        input: { lineItemsByFulfillmentOrder: ids.map((fulfillmentOrderId) => ({ fulfillmentOrderId })) },
      }
    )
  ).userErrors
const holdWork = async (shop: TestShop, id: string): Promise<unknown[]> =>
  (
    await mutate(
      shop,
      "fulfillmentOrderHold",
      "$id: ID!, $hold: FulfillmentOrderHoldInput!",
      "id: $id, fulfillmentHold: $hold",
      "userErrors { code }",
      { id, hold: { reason: "OTHER" } }
    )
  ).userErrors
const openReturn = async (shop: TestShop) => {
  const { fulfillments } = await latestOrder(shop, "fulfillments { fulfillmentLineItems(first: 1) { nodes { id } } }")
  const line = fulfillments[0].fulfillmentLineItems.nodes[0].id
  return mutate(
    shop,
    "returnCreate",
    "$input: ReturnInput!",
    "returnInput: $input",
    "return { id reverseFulfillmentOrders(first: 1) { nodes { lineItems(first: 1) { nodes { id } } } } } userErrors { code }",
    {
      input: {
        orderId: latestId(shop),
        returnLineItems: [{ fulfillmentLineItemId: line, quantity: 1, returnReason: "OTHER" }],
      },
    }
  )
}
const refundIt = async (shop: TestShop, input: object): Promise<unknown[]> =>
  (
    await mutate(
      shop,
      "refundCreate",
      "$input: RefundInput!, $key: String!",
      "input: $input",
      "userErrors { message }",
      {
        input: { orderId: latestId(shop), ...input },
        key: "k",
      }
    )
  ).userErrors

async function subscribed(shop: TestShop, topic = "ORDERS_CREATE") {
  const receiver = await openReceiver()
  await shop.ask(
    `mutation($topic: WebhookSubscriptionTopic!, $uri: String) { webhookSubscriptionCreate(topic: $topic, webhookSubscription: { uri: $uri }) { userErrors { message } } }`,
    { topic, uri: receiver.url }
  )
  return receiver
}

async function hooks(
  shop: TestShop,
  act: () => Promise<void>,
  judge: (received: readonly Hook[]) => boolean,
  topic?: string
): Promise<boolean> {
  const receiver = await subscribed(shop, topic)
  await act()
  await shop.control.settled()
  await receiver.close()
  return judge(receiver.received)
}

async function failedHook(shop: TestShop): Promise<{ waiting: number }> {
  const receiver = await subscribed(shop)
  receiver.status = 500
  await shop.control.sell({ sku: "RED", wait: true })
  await shop.control.settled()
  await receiver.close()
  return { waiting: shop.control.snapshot().webhooksWaiting }
}

function isSigned({ headers, body }: Hook): boolean {
  const { createHmac } = jest.requireActual<typeof import("node:crypto")>("node:crypto")
  return (
    headers["x-shopify-hmac-sha256"] === createHmac("sha256", "webhook secret for tests").update(body).digest("base64")
  )
}

describe("a rule that is switched off", () => {
  it.each(Object.entries(probes))("%s is held, and is not when it is switched off", async (rule, probe) => {
    const whole = await openTestShop()
    const lacking = await openTestShop({ without: rule as SwitchableRule })
    const held = [await probe(whole), await probe(lacking)]
    await Promise.all([whole.close(), lacking.close()])
    expect(held).toEqual([true, false])
  })

  it("is one of the ledger's", () => {
    expect(switchableRules.filter((id) => !rules.some((rule) => rule.id === id))).toEqual([])
    expect(switchableRules.length).toBeGreaterThanOrEqual(20)
    // Two requests at once are needed for this one; its own test has them.
    expect(switchableRules.filter((id) => !(id in probes))).toEqual(["key-concurrent"])
  })
})
