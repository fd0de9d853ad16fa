import "@shopify/shopify-api/adapters/node"
import { ApiVersion, GraphqlQueryError, LogSeverity, Session, shopifyApi } from "@shopify/shopify-api"
import { setAbstractFetchFunc } from "@shopify/shopify-api/runtime"
import { openReceiver, type Receiver } from "./receiver"
import { accessToken, levelOf, oneRow, openTestShop, setQuantities, webhookSecret, type TestShop } from "./test-shop"

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
