import type { ServerResponse } from "node:http"
import { compose } from "../testing/compose"
import { serveSubgraph, testGateway, type ServedSubgraph, type TestGateway } from "../testing/http"
import { channel, shop } from "./shop"

let shopServer: ServedSubgraph
let channelServer: ServedSubgraph
let client: TestGateway

const timeoutMs = 150
const openMs = 50
const BOTH = "{ products { title listing { url } } }"
const without = { products: [0, 1].map((n) => ({ title: `T${n}`, listing: null })) }
const whole = { products: [0, 1].map((n) => ({ title: `T${n}`, listing: { url: `https://channel.example/p${n}` } })) }

beforeEach(async () => {
  shopServer = await serveSubgraph(shop)
  channelServer = await serveSubgraph(channel)
  const parts = [
    { module: shop, url: shopServer.url },
    { module: channel, url: channelServer.url },
  ]
  const settings = { timeoutMs, answerBytesMax: 50_000, breaker: { failuresMax: 3, openMs } }
  client = await testGateway(parts, { subgraphs: { channel: settings } })
})

afterEach(async () => {
  await client.gateway.close()
  await Promise.all([shopServer.close(), channelServer.close()])
})

test("two subgraphs answer one query", async () => {
  expect(await client.ask(BOTH)).toEqual({ data: whole })
  expect(channelServer.received[0]?.body.variables).toEqual({
    representations: [0, 1].map((n) => ({ __typename: "Product", id: `p${n}` })),
  })
})

const answer = (status: number, type: string, body: string) => (response: ServerResponse) => {
  response.writeHead(status, { "content-type": type }).end(body)
  return true
}

const misbehaviours: readonly (readonly [string, ServedSubgraph["behave"], string])[] = [
  ["is silent", () => true, "SUBGRAPH_TIMEOUT"],
  ["stops in the middle", (response) => Boolean(response.writeHead(200).write('{"data":{')), "SUBGRAPH_TIMEOUT"],
  ["hangs up", (response) => Boolean(response.destroy()), "SUBGRAPH_UNAVAILABLE"],
  ["answers HTTP 500 with a stack", answer(500, "text/plain", "Error at /srv/secret.js:1"), "SUBGRAPH_UNAVAILABLE"],
  [
    "answers HTTP 503 in JSON",
    answer(503, "application/json", '{"errors":[{"message":"secret"}]}'),
    "SUBGRAPH_UNAVAILABLE",
  ],
  ["answers with a page", answer(200, "text/html", "<html>secret</html>"), "SUBGRAPH_INVALID_RESPONSE"],
  ["answers with broken JSON", answer(200, "application/json", '{"data":{"_entities":['), "SUBGRAPH_INVALID_RESPONSE"],
  ["answers with other JSON", answer(200, "application/json", '{"ok":true}'), "SUBGRAPH_INVALID_RESPONSE"],
  [
    "answers without end",
    answer(200, "application/json", `{"data":"${"x".repeat(60_000)}"}`),
    "SUBGRAPH_INVALID_RESPONSE",
  ],
  ["says that we are nobody", answer(401, "application/json", '{"errors":[{"message":"secret"}]}'), "SUBGRAPH_ERROR"],
]

test.each(misbehaviours)(
  "a channel that %s nulls its own fields, with one error and HTTP 200",
  async (_what, behave, code) => {
    channelServer.behave = behave
    const response = await client.post(BOTH)
    expect(response.status).toBe(200)
    const text = await response.text()
    const { data, errors } = JSON.parse(text) as Awaited<ReturnType<TestGateway["ask"]>>
    expect(data).toEqual(without)
    expect(errors).toHaveLength(1)
    expect(errors?.[0]?.path).toEqual(["products", 0, "listing"])
    expect(errors?.[0]?.extensions).toEqual({ code, subgraph: "channel", retryable: expect.any(Boolean) })
    expect(text).not.toMatch(/secret|127\.0\.0\.1|_entities|stack/)
  }
)

test("a channel that is not there is refused fast, then left alone, then found again without help", async () => {
  await channelServer.close()
  const port = Number(new URL(channelServer.url).port)
  for (let time = 0; time < 3; time++) expect((await client.ask(BOTH)).data).toEqual(without)
  const left = await client.ask(BOTH)
  expect(left.data).toEqual(without)
  expect(left.errors?.[0]?.message).toContain("not asked for the moment")
  channelServer = await serveSubgraph(channel, port)
  await new Promise((resolve) => setTimeout(resolve, openMs))
  expect(await client.ask(BOTH)).toEqual({ data: whole })
})

test("a fault that lies in what was asked closes a channel to nobody else", async () => {
  for (const behave of [
    answer(500, "application/json", '{"errors":[]}'),
    answer(200, "application/json", "{".padEnd(60_000)),
  ]) {
    channelServer.behave = behave
    for (let time = 0; time < 5; time++) expect((await client.ask(BOTH)).data).toEqual(without)
    channelServer.behave = () => false
    expect(await client.ask(BOTH)).toEqual({ data: whole })
  }
})

test("the gateway starts and answers its own part while no subgraph is there, and says which are missing", async () => {
  await shopServer.close()
  expect((await client.ask("{ __typename }")).data).toEqual({ __typename: "Query" })
  const health = await fetch(`${client.gateway.url}/health`)
  expect(health.status).toBe(200)
  expect(await health.json()).toEqual({
    status: "degraded",
    subgraphs: { shop: { reachable: false, breaker: "closed" }, channel: { reachable: true, breaker: "closed" } },
  })
})

test("identical queries under way at once are asked once for each caller; mutations every time", async () => {
  const waiting: (() => void)[] = []
  shopServer.behave = (response, { body }) => {
    if (body.query.startsWith("mutation")) return false
    waiting.push(() => response.setHeader("content-type", "application/json").end('{"data":{"caller":"me"}}'))
    return true
  }
  const asked = [1, 2, 3].map(() => client.ask("{ caller }"))
  const other = client.ask("{ caller }", { headers: { authorization: "Bearer customer" } })
  while (waiting.length < 2) await new Promise((resolve) => setTimeout(resolve, 5))
  waiting.forEach((answerNow) => answerNow())
  expect(await Promise.all([...asked, other])).toEqual([1, 2, 3, 4].map(() => ({ data: { caller: "me" } })))
  expect(shopServer.received.length).toBeLessThanOrEqual(3)
  shopServer.received.length = 0
  await Promise.all([1, 2, 3].map(() => client.ask("mutation { sell }")))
  expect(shopServer.received).toHaveLength(3)
})

test("when the client hangs up, the subgraph is no longer kept busy", async () => {
  shopServer.behave = () => true
  const leaving = new AbortController()
  const asked = client.post("{ slow }", { signal: leaving.signal }).catch(() => "gone")
  while (shopServer.received.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
  leaving.abort()
  expect(await asked).toBe("gone")
  while (shopServer.hungUp === 0) await new Promise((resolve) => setTimeout(resolve, 5))
})

test("another supergraph is served without a restart, and a bad one is refused while the old one stays", async () => {
  const newer = { ...shop, url: shopServer.url, typeDefs: shop.typeDefs.replace("slow: Int", "slow: Int fresh: Int") }
  expect((await client.ask("{ fresh }")).errors?.[0]?.extensions?.["code"]).toBe("GRAPHQL_VALIDATION_FAILED")
  expect(() => client.gateway.swap("nonsense {")).toThrow("npm run codegen")
  client.gateway.swap(compose([newer, { ...channel, url: channelServer.url }]))
  shopServer.behave = answer(200, "application/json", '{"data":{"fresh":7}}')
  expect(await client.ask("{ fresh }")).toEqual({ data: { fresh: 7 } })
})
