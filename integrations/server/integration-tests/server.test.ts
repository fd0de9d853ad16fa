import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { anonymous, IDENTITY_HEADER, signIdentity, type Identity } from "@anyshelf/connector-kit/subgraph"
import { startIntegrationsServer, type IntegrationsServer } from "@anyshelf/integrations-server"
import { shopify } from "@anyshelf/shopify"

const SECRET = "a-secret-of-at-least-thirty-two-characters"
const STAFF: Identity = { kind: "staff", actorId: "user_1", scopes: ["staff"], publishableKey: null }
const ENTITIES = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ChannelListing { shopify { quantity } } } }`

let shop: Server
let server: IntegrationsServer
let answerShop: () => unknown

beforeAll(async () => {
  shop = createServer((_request, response) => {
    void Promise.resolve(answerShop()).then((answer) => response.end(JSON.stringify(answer)))
  })
  await new Promise<void>((resolve) => shop.listen(0, "127.0.0.1", resolve))
  const baseUrl = `http://127.0.0.1:${(shop.address() as AddressInfo).port}`
  const options = { shop: "toys.myshopify.com", accessToken: "shpat_secret", webhookSecret: "s", salesChannel: "Toys" }
  const connections = [shopify({ id: "toys", baseUrl, ...options })]
  const allowPrivateAddresses = [new URL(baseUrl).host]
  server = await startIntegrationsServer({
    port: 0,
    secret: SECRET,
    connections,
    allowPrivateAddresses,
    shopify: { cacheMs: 0 },
  })
})

afterAll(async () => {
  await new Promise((resolve) => shop.close(resolve))
})

function post(body: unknown, { identity = STAFF as Identity | null, path = "/shopify/graphql" } = {}) {
  const headers: Record<string, string> = { "content-type": "application/json" }
  if (identity) headers[IDENTITY_HEADER] = signIdentity(identity, SECRET)
  return fetch(`${server.url}${path}`, {
    method: "POST",
    headers,
    body: typeof body === "string" ? body : JSON.stringify(body),
  })
}

const entities = (identity = STAFF) =>
  post(
    {
      query: ENTITIES,
      variables: {
        of: [{ __typename: "ChannelListing", connectionId: "toys", externalId: "gid://shopify/ProductVariant/1" }],
      },
    },
    { identity }
  )

test("a listing comes live from the shop", async () => {
  answerShop = () => ({
    data: {
      nodes: [
        {
          id: "gid://shopify/ProductVariant/1",
          inventoryQuantity: 7,
          product: { id: "gid://shopify/Product/1", status: "ACTIVE", onlineStoreUrl: null },
          inventoryItem: { id: "gid://shopify/InventoryItem/1", tracked: true },
        },
      ],
    },
  })
  expect(await (await entities()).json()).toEqual({ data: { _entities: [{ shopify: { quantity: 7 } }] } })
})

test("a shop that fails is an error with a code; nothing of ours or of the shop's is in it", async () => {
  answerShop = () => "<html>maintenance</html>"
  const text = await (await entities()).text()
  expect(JSON.parse(text)).toMatchObject({
    data: { _entities: [{ shopify: null }] },
    errors: [{ extensions: { code: "CHANNEL_UNAVAILABLE", subgraph: "shopify", retryable: true } }],
  })
  for (const secret of ["shpat_secret", "127.0.0.1", "maintenance", "stacktrace", SECRET])
    expect(text).not.toContain(secret)
})

test("the subgraph tells the gateway its schema", async () => {
  const answer = await (await post({ query: "{ _service { sdl } }" }, { identity: anonymous() })).json()
  expect(answer).toMatchObject({
    data: { _service: { sdl: expect.stringContaining("type ChannelListing") as string } },
  })
})

test("whoever does not come through the gateway is turned away before the body is read", async () => {
  const refused = await post("x".repeat(5_000_000), { identity: null }).catch(() => null)
  const plain = await post({ query: "{ _service { sdl } }" }, { identity: null })
  expect([refused?.status ?? 401, plain.status]).toEqual([401, 401])
  expect(await plain.json()).toMatchObject({ errors: [{ extensions: { code: "UNAUTHENTICATED" } }] })
})

test("a customer is forbidden what is for staff", async () => {
  const answer = await (await entities({ ...anonymous(), kind: "customer" })).json()
  expect(answer).toMatchObject({
    data: { _entities: [{ shopify: null }] },
    errors: [{ extensions: { code: "FORBIDDEN" } }],
  })
})

test.each([
  ["no JSON", 400, "{"],
  ["JSON that is no GraphQL request", 400, "7"],
  ["a query that is wrong", 400, JSON.stringify({ query: "{ nothing }" })],
  ["a body that is too large", 413, JSON.stringify({ query: "#".repeat(1_100_000) })],
])("%s is %i", async (_name, status, body) => {
  const answer = await post(body)
  expect(answer.status).toBe(status)
  expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: expect.any(String) as string } }] })
})

test("health needs no identity, other addresses and methods are told what there is", async () => {
  const health = await fetch(`${server.url}/health`)
  expect(await health.json()).toEqual({ status: "ok", subgraphs: ["shopify"] })
  expect((await post({}, { path: "/amazon/graphql" })).status).toBe(404)
  expect((await fetch(`${server.url}/shopify/graphql`)).status).toBe(405)
})

test("a port that is taken and a secret that is short are one sentence each", async () => {
  const port = Number(new URL(server.url).port)
  await expect(startIntegrationsServer({ port, secret: SECRET, connections: [] })).rejects.toThrow(
    "ANYSHELF_CONNECTORS_PORT"
  )
  await expect(startIntegrationsServer({ port: 0, secret: "short", connections: [] })).rejects.toThrow(
    "ANYSHELF_GATEWAY_SECRET"
  )
})

test("closing lets the answer under way be given, and takes nothing new", async () => {
  let letGo: (() => void) | undefined
  const reached = new Promise<void>((resolve) => {
    answerShop = () => {
      resolve()
      return new Promise((give) => (letGo = () => give({ data: { nodes: [] } })))
    }
  })
  const asked = entities()
  await reached
  const closed = server.close()
  letGo?.()
  expect((await asked).status).toBe(200)
  await closed
  await expect(fetch(`${server.url}/health`)).rejects.toThrow()
})
