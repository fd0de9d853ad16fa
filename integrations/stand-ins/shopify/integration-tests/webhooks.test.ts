import { createHmac } from "node:crypto"
import { openReceiver, type Receiver } from "./receiver"
import { oneRow, openTestShop, setQuantities, webhookSecret, type TestShop } from "./test-shop"

const minute = 60_000
const subscribe = `mutation($topic: WebhookSubscriptionTopic!, $input: WebhookSubscriptionInput!) {
  webhookSubscriptionCreate(topic: $topic, webhookSubscription: $input) { webhookSubscription { id topic uri } userErrors { field message } }
}`

describe("webhooks", () => {
  let shop: TestShop
  let receiver: Receiver
  beforeEach(async () => {
    shop = await openTestShop()
    receiver = await openReceiver()
  })
  afterEach(async () => {
    await shop.close()
    await receiver.close()
  })

  const on = async (topic: string, input: object = {}) =>
    (await shop.ask(subscribe, { topic, input: { uri: receiver.url, ...input } })).data.webhookSubscriptionCreate
  const bodies = () => receiver.received.map(({ body }) => JSON.parse(body) as Record<string, unknown>)
  /** Until this many have come, at most two seconds. */
  const until = async (count: number) => {
    for (let tries = 0; receiver.received.length < count && tries < 200; tries++)
      await new Promise((done) => setTimeout(done, 10))
    await shop.control.settled()
    expect(receiver.received).toHaveLength(count)
  }

  it("[hook-signed] signs the bytes and names what, where and when", async () => {
    await on("ORDERS_CREATE")
    await shop.control.sell({ sku: "RED", wait: true })
    const { headers, body } = receiver.received[0]!
    expect(headers["x-shopify-hmac-sha256"]).toBe(createHmac("sha256", webhookSecret).update(body).digest("base64"))
    expect(headers).toMatchObject({
      "x-shopify-topic": "orders/create",
      "x-shopify-shop-domain": "anyshelf-demo.myshopify.com",
      "x-shopify-api-version": "2026-07",
      "x-shopify-webhook-id": expect.stringMatching(/^[0-9a-f-]{36}$/),
      "x-shopify-event-id": expect.stringMatching(/^[0-9a-f-]{36}$/),
      "x-shopify-triggered-at": "2026-11-23T09:00:00Z",
    })
    const id = Number(shop.control.snapshot().orders[0]?.id.split("/").pop())
    expect(bodies()[0]).toMatchObject({
      id,
      admin_graphql_api_id: `gid://shopify/Order/${id}`,
      name: "#1001",
      total_price: "26.25",
      line_items: [{ sku: "RED", quantity: 1 }],
    })
  })

  it("[hook-echo] tells of every change of stock, the app's own too, and of nothing when nothing changed", async () => {
    await on("INVENTORY_LEVELS_UPDATE")
    await shop.ask(setQuantities, { input: oneRow(shop, "RED", 9, 5), key: "a" })
    await shop.ask(setQuantities, { input: oneRow(shop, "RED", 9, 9), key: "b" })
    await shop.control.setStock({ sku: "RED", available: 4 })
    await shop.control.sell({ sku: "RED" })
    await until(3)
    expect(
      bodies()
        .map(({ available }) => available)
        .sort()
    ).toEqual([3, 4, 9])
    expect(bodies()[0]).toMatchObject({
      inventory_item_id: expect.any(Number),
      location_id: expect.any(Number),
      admin_graphql_api_id: expect.stringContaining("?inventory_item_id="),
    })
  })

  it("[hook-event-id] gives copies the same ids and other subscriptions the same event", async () => {
    await on("ORDERS_CREATE")
    await on("ORDERS_CREATE", { uri: `${receiver.url}/too` })
    const sold = await shop.post("/control/sell", {
      sku: "RED",
      wait: true,
      deliverWebhooks: { copies: 3, shuffle: true, badSignature: true },
    })
    const webhooks = sold.body["webhooks"] as {
      isForged: boolean
      webhookId: string
      eventId: string
      status: number
    }[]
    expect(receiver.received).toHaveLength(8)
    expect(new Set(webhooks.map(({ eventId }) => eventId)).size).toBe(1)
    expect(new Set(webhooks.map(({ webhookId }) => webhookId)).size).toBe(2)
    expect(webhooks.filter(({ isForged }) => isForged)).toHaveLength(2)
    expect(webhooks.every(({ status }) => status === 200)).toBe(true)
    const isSigned = ({ headers, body }: Receiver["received"][number]) =>
      headers["x-shopify-hmac-sha256"] === createHmac("sha256", webhookSecret).update(body).digest("base64")
    expect(receiver.received.filter(isSigned)).toHaveLength(6)
  })

  it("[hook-retry] tries eight times more with the first body, then takes the subscription away", async () => {
    await on("ORDERS_UPDATED")
    receiver.status = 500
    await shop.control.sell({ sku: "RED" })
    await shop.control.edit({ orderId: "#1001", note: "first" })
    await until(1)
    await shop.control.edit({ orderId: "#1001", note: "second", deliverWebhooks: { copies: 0 } })
    for (let retry = 0; retry < 8; retry++) {
      shop.clock.advance(minute * 2 ** retry)
      await until(retry + 2)
    }
    expect(bodies().map(({ note }) => note)).toEqual(Array.from({ length: 9 }, () => "first"))
    expect(new Set(receiver.received.map(({ headers }) => headers["x-shopify-webhook-id"])).size).toBe(1)
    expect(shop.control.snapshot()).toMatchObject({
      subscriptions: [],
      webhooksWaiting: 0,
      counters: { webhooksRetried: 8, subscriptionsRemoved: 1 },
    })
  })

  it("waits five seconds for an answer, then counts it as none and tries again", async () => {
    await on("ORDERS_CREATE")
    receiver.status = null
    await shop.control.sell({ sku: "RED" })
    for (let tries = 0; receiver.received.length < 1 && tries < 200; tries++)
      await new Promise((done) => setTimeout(done, 10))
    shop.clock.advance(5000)
    await shop.control.settled()
    expect(shop.control.attempts()).toMatchObject([{ number: 1, status: 0 }])
    receiver.status = 200
    expect((await shop.post("/control/webhooks/redeliver")).body).toEqual({ redelivered: 1 })
    await until(2)
    expect(shop.control.snapshot()).toMatchObject({ webhooksWaiting: 0, counters: { webhooksDelivered: 1 } })
  })

  it("[hook-taken] takes one subscription for a topic and address, on this machine only", async () => {
    expect((await on("ORDERS_CREATE")).userErrors).toEqual([])
    expect((await on("ORDERS_CREATE")).userErrors[0].message).toBe("Address for this topic has already been taken")
    expect((await on("ORDERS_UPDATED", { uri: "https://example.com/" })).userErrors[0].message).toContain(
      "on this machine"
    )
    expect((await on("ORDERS_UPDATED", { uri: "nonsense" })).userErrors[0].message).toBe("Address is invalid")
  })

  it("[hook-fields] sends only the fields that were asked for", async () => {
    await on("ORDERS_CREATE", { includeFields: ["id", "name"] })
    await shop.control.sell({ sku: "RED", wait: true })
    expect(bodies()).toEqual([{ id: expect.any(Number), name: "#1001" }])
  })

  it("[hook-filter] tells only of what a subscription's filter asks for", async () => {
    expect((await on("INVENTORY_LEVELS_UPDATE", { filter: "available:<=2" })).userErrors).toEqual([])
    expect((await on("INVENTORY_LEVELS_UPDATE", { filter: "(available:1" })).userErrors).toHaveLength(1)
    await shop.control.setStock({ sku: "RED", available: 4, wait: true })
    await shop.control.setStock({ sku: "RED", available: 2, wait: true })
    expect(bodies().map(({ available }) => available)).toEqual([2])
  })

  it("has subscriptions taken away without a word", async () => {
    await on("ORDERS_CREATE")
    await on("ORDERS_UPDATED")
    expect((await shop.post("/control/subscriptions/drop", { topic: "ORDERS_CREATE" })).body).toEqual({ dropped: 1 })
    expect(shop.control.snapshot().subscriptions.map(({ topic }) => topic)).toEqual(["ORDERS_UPDATED"])
  })

  it("lists subscriptions, changes them and ends them", async () => {
    const { webhookSubscription } = await on("ORDERS_CREATE")
    await on("ORDERS_UPDATED")
    const listed = await shop.ask(
      "{ webhookSubscriptions(first: 5, topics: [ORDERS_CREATE]) { nodes { id topic uri endpoint { __typename ... on WebhookHttpEndpoint { callbackUrl } } } } }"
    )
    expect(listed.data.webhookSubscriptions.nodes).toEqual([
      {
        id: webhookSubscription.id,
        topic: "ORDERS_CREATE",
        uri: receiver.url,
        endpoint: { __typename: "WebhookHttpEndpoint", callbackUrl: receiver.url },
      },
    ])
    const update =
      "mutation($id: ID!, $input: WebhookSubscriptionInput!) { webhookSubscriptionUpdate(id: $id, webhookSubscription: $input) { webhookSubscription { uri } userErrors { message } } }"
    expect(
      (await shop.ask(update, { id: webhookSubscription.id, input: { uri: `${receiver.url}/new` } })).data
        .webhookSubscriptionUpdate.webhookSubscription.uri
    ).toBe(`${receiver.url}/new`)
    const end =
      "mutation($id: ID!) { webhookSubscriptionDelete(id: $id) { deletedWebhookSubscriptionId userErrors { message } } }"
    expect(
      (await shop.ask(end, { id: webhookSubscription.id })).data.webhookSubscriptionDelete.deletedWebhookSubscriptionId
    ).toBe(webhookSubscription.id)
    expect(
      (await shop.ask(end, { id: webhookSubscription.id })).data.webhookSubscriptionDelete.userErrors
    ).toHaveLength(1)
    await shop.control.sell({ sku: "RED" })
    await shop.control.cancel({ orderId: "#1001" })
    await until(1)
    expect(receiver.received[0]?.headers["x-shopify-topic"]).toBe("orders/updated")
  })

  it("loses, doubles and forges by chance, the same for the same seed", async () => {
    await on("ORDERS_CREATE")
    const misfortunes = async () => {
      const { webhooksDropped } = shop.control.snapshot().counters
      const before = receiver.received.length
      shop.control.setFaults({ seed: 3, webhooks: { dropRate: 0.3, duplicateRate: 0.3, wrongSignatureRate: 0.3 } })
      for (let count = 0; count < 20; count++) await shop.control.sell({ sku: "MUG" })
      await shop.control.settled()
      return [shop.control.snapshot().counters.webhooksDropped - webhooksDropped, receiver.received.length - before]
    }
    const [dropped, received] = await misfortunes()
    expect(dropped).toBeGreaterThan(0)
    expect(received).toBeGreaterThan(20 - (dropped ?? 0))
    expect(await misfortunes()).toEqual([dropped, received])
  })
})
