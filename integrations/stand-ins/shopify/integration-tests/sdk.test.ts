import "@shopify/shopify-api/adapters/node"
import { ApiVersion, GraphqlQueryError, LogSeverity, Session, shopifyApi } from "@shopify/shopify-api"
import { setAbstractFetchFunc } from "@shopify/shopify-api/runtime"
import { openReceiver, type Receiver } from "./receiver"
import { accessToken, levelOf, oneRow, openTestShop, setQuantities, webhookSecret, type TestShop } from "./test-shop"

interface Sold {
  readonly id: string
  readonly lineItems: { readonly nodes: readonly { readonly id: string }[] }
  readonly fulfillmentOrders: { readonly nodes: readonly { readonly id: string }[] }
}

interface Sent {
  readonly fulfillmentLineItems: { readonly nodes: readonly { readonly id: string }[] }
}

/** Shopify's own client, so that the stand-in is not only right by our own understanding. */
describe("driven by Shopify's SDK", () => {
  const domain = "anyshelf-demo.myshopify.com"
  let shop: TestShop
  let receiver: Receiver
  beforeEach(async () => {
    receiver = await openReceiver()
    shop = await openTestShop()
    // The SDK insists on https and on the shop's domain; both are put right here, where it opens the connection.
    setAbstractFetchFunc(async (input, init) =>
      fetch(String(input).replace(`https://${domain}`, shop.url), init as RequestInit)
    )
  })
  afterEach(async () => {
    await receiver.close()
    expect(shop.control.snapshot().counters.standInLied).toBe(0)
    await shop.close()
  })

  const sdk = () =>
    shopifyApi({
      apiKey: "key",
      apiSecretKey: webhookSecret,
      apiVersion: ApiVersion.July26,
      hostName: "localhost",
      isEmbeddedApp: false,
      isCustomStoreApp: false,
      logger: { level: LogSeverity.Error },
    })
  const client = () => {
    const session = new Session({ id: "one", shop: domain, state: "", isOnline: false, accessToken })
    return new (sdk().clients.Graphql)({ session })
  }

  it("asks and is answered", async () => {
    const { data, extensions } = await client().request(
      "{ shop { name myshopifyDomain } locations(first: 5) { nodes { name } } }"
    )
    expect(data).toEqual({
      shop: { name: "Anyshelf demo", myshopifyDomain: domain },
      locations: { nodes: [{ name: "Flagship store" }, { name: "Warehouse" }] },
    })
    expect(extensions?.["cost"]).toMatchObject({ throttleStatus: { restoreRate: 100 } })
  })

  it("changes a quantity", async () => {
    await client().request(setQuantities, { variables: { input: oneRow(shop, "RED", 9, 5), key: "a" } })
    expect(levelOf(shop, "RED").available).toBe(9)
  })

  it("fulfils, takes back and refunds an order", async () => {
    await shop.control.sell({ sku: "RED", quantity: 2 })
    const { data } = await client().request(
      `{ orders(first: 1) { nodes { id lineItems(first: 1) { nodes { id } } fulfillmentOrders(first: 1) { nodes { id } } } } }`
    )
    const order = (data as { orders: { nodes: Sold[] } }).orders.nodes[0]!
    const sent = await client().request(
      `mutation($id: ID!) { fulfillmentCreate(fulfillment: { lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: $id }], trackingInfo: { number: "1Z" } }) {
         fulfillment { id fulfillmentLineItems(first: 1) { nodes { id } } } userErrors { message } } }`,
      { variables: { id: order.fulfillmentOrders.nodes[0]?.id } }
    )
    const { fulfillment } = (sent.data as { fulfillmentCreate: { fulfillment: Sent } }).fulfillmentCreate
    const back = await client().request(
      `mutation($order: ID!, $line: ID!) { returnCreate(returnInput: { orderId: $order, returnLineItems: [{ fulfillmentLineItemId: $line, quantity: 1, returnReason: UNWANTED }] }) {
         return { status } userErrors { message } } }`,
      { variables: { order: order.id, line: fulfillment.fulfillmentLineItems.nodes[0]?.id } }
    )
    expect(back.data).toEqual({ returnCreate: { return: { status: "OPEN" }, userErrors: [] } })
    const refunded = await client().request(
      `mutation($input: RefundInput!) { refundCreate(input: $input) @idempotent(key: "r1") { refund { note } userErrors { message } } }`,
      {
        variables: {
          input: {
            orderId: order.id,
            note: "one back",
            refundLineItems: [{ lineItemId: order.lineItems.nodes[0]?.id, quantity: 1, restockType: "RETURN" }],
          },
        },
      }
    )
    expect(refunded.data).toEqual({ refundCreate: { refund: { note: "one back" }, userErrors: [] } })
    expect(levelOf(shop, "RED")).toMatchObject({ available: 4, committed: 0 })
  })

  it("makes a product, and exports the shop in bulk", async () => {
    const made = await client().request(
      `mutation { productSet(synchronous: true, input: { title: "Scarf", productOptions: [{ name: "Size", values: [{ name: "L" }] }], variants: [{ sku: "SCARF", price: "9.00", optionValues: [{ optionName: "Size", name: "L" }] }] }) {
         product { handle } userErrors { message } } }`
    )
    expect(made.data).toEqual({ productSet: { product: { handle: "scarf" }, userErrors: [] } })
    await client().request(
      `mutation { bulkOperationRunQuery(query: "{ products { edges { node { id } } } }", groupObjects: false) { userErrors { message } } }`
    )
    shop.clock.advance(1000)
    const { data } = await client().request("{ currentBulkOperation { status objectCount } }")
    expect(data).toEqual({ currentBulkOperation: { status: "COMPLETED", objectCount: "3" } })
  })

  it("takes THROTTLED and a wrong token for the errors they are", async () => {
    shop.control.setFaults({ requests: [{ kind: "throttled" }] })
    await expect(client().request("{ shop { name } }")).rejects.toBeInstanceOf(GraphqlQueryError)
    const session = new Session({ id: "two", shop: domain, state: "", isOnline: false, accessToken: "wrong" })
    await expect(new (sdk().clients.Graphql)({ session }).request("{ shop { name } }")).rejects.toMatchObject({
      response: { code: 401 },
    })
  })

  it("accepts the webhooks that are signed and no others", async () => {
    await client().request(
      `mutation($uri: String) { webhookSubscriptionCreate(topic: ORDERS_CREATE, webhookSubscription: { uri: $uri }) { userErrors { message } } }`,
      { variables: { uri: receiver.url } }
    )
    await shop.control.sell({ sku: "RED", wait: true, deliverWebhooks: { copies: 2, badSignature: 1 } })
    const verdicts = await Promise.all(
      receiver.received.map(({ headers, body }) =>
        sdk().webhooks.validate({ rawBody: body, rawRequest: { headers, method: "POST", url: "/hooks" } as never })
      )
    )
    expect(verdicts.map(({ valid }) => valid).sort()).toEqual([false, true, true])
    expect(verdicts.find(({ valid }) => valid)).toMatchObject({ topic: "ORDERS_CREATE", domain, apiVersion: "2026-07" })
  })
})
