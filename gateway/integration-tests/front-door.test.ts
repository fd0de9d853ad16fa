import { request as httpRequest } from "node:http"
import { startGateway } from "../src/start-gateway"
import { useIdentity } from "../src/plugins/use-identity"
import { silentLog } from "../src/log"
import { useTokenLimit } from "../src/plugins/use-operation-limits"
import { useCostLimit } from "../src/plugins/use-cost-limit"
import { compose } from "../testing/compose"
import { SECRET, serveSubgraph, testGateway, type ServedSubgraph, type TestGateway } from "../testing/http"
import { shop } from "./shop"

let server: ServedSubgraph
let client: TestGateway
let endpoint: string

beforeAll(async () => {
  server = await serveSubgraph(shop)
  const plugins = [useTokenLimit(100), useCostLimit({ max: 50 })]
  const cors = { origins: ["https://shop.example"] }
  client = await testGateway([{ module: shop, url: server.url }], {
    plugins,
    cors,
    bodyBytesMax: 10_000,
    playground: "{ products { title } }",
  })
  endpoint = `${client.gateway.url}/graphql`
})

afterAll(async () => {
  await client.gateway.close()
  await server.close()
})

const code = async (response: Response): Promise<unknown> =>
  ((await response.json()) as { errors?: { extensions?: { code?: string } }[] }).errors?.[0]?.extensions?.code

test("nobody is asked who a caller without credentials is, and the publishable key is passed on", async () => {
  const { data } = await client.ask("{ caller }", { headers: { "x-publishable-api-key": "pk_1" } })
  expect(JSON.parse(String(data?.["caller"]))).toEqual({
    kind: "anonymous",
    actorId: null,
    scopes: [],
    publishableKey: "pk_1",
  })
})

test("a known caller is told to the subgraph, signed, and may see what the rights allow", async () => {
  const { data } = await client.ask("{ caller products(first: 1) { cost } }", {
    headers: { authorization: "Bearer staff" },
  })
  expect(JSON.parse(String(data?.["caller"]))).toEqual({
    kind: "staff",
    actorId: "user_1",
    scopes: ["staff"],
    publishableKey: null,
  })
  expect(data?.["products"]).toEqual([{ cost: 0 }])
})

test("a stranger sees a closed field as null with UNAUTHENTICATED, a customer with FORBIDDEN", async () => {
  const closed = "{ products(first: 1) { title cost } }"
  const expected = (code: string) => ({
    data: { products: [{ title: "T0", cost: null }] },
    errors: [{ message: expect.any(String), path: ["products", 0, "cost"], extensions: { code } }],
  })
  expect(await client.ask(closed)).toEqual(expected("UNAUTHENTICATED"))
  expect(await client.ask(closed, { headers: { authorization: "Bearer customer" } })).toEqual(expected("FORBIDDEN"))
})

test("credentials that are not accepted are refused with 401, and no subgraph hears of it", async () => {
  server.received.length = 0
  const response = await client.post("{ caller }", { headers: { authorization: "Bearer forged" } })
  expect([response.status, await code(response)]).toEqual([401, "UNAUTHENTICATED"])
  expect(server.received).toEqual([])
})

test("when it cannot be found out who is calling, nobody is served as a stranger by accident", async () => {
  const ask = () => Promise.reject(new Error("connect ECONNREFUSED 10.0.0.1"))
  const gateway = await startGateway({
    supergraphSdl: compose([{ ...shop, url: server.url }]),
    subgraphs: {},
    port: 0,
    log: silentLog,
    plugins: [useIdentity({ ask, secret: SECRET, log: silentLog })],
  })
  const headers = { "content-type": "application/json", authorization: "Bearer staff" }
  const response = await fetch(`${gateway.url}/graphql`, { method: "POST", headers, body: '{"query":"{ caller }"}' })
  await gateway.close()
  expect(response.status).toBe(503)
  const text = await response.text()
  expect(text).toContain("IDENTITY_UNAVAILABLE")
  expect(text).not.toContain("10.0.0.1")
})

test("only what is on the list reaches a subgraph; traces go on under the caller's id", async () => {
  server.received.length = 0
  const traceparent = `00-${"a".repeat(32)}-${"b".repeat(16)}-01`
  const headers = {
    cookie: "session=1",
    "x-evil": "1",
    "x-anyshelf-identity": "forged",
    traceparent,
    "x-correlation-id": "order-17",
  }
  const response = await client.post("{ caller }", { headers })
  expect(response.headers.get("x-correlation-id")).toBe("order-17")
  const sent = server.received[0]?.headers ?? {}
  const known = ["host", "connection", "content-length", "content-type", "accept"]
  expect(
    Object.keys(sent)
      .filter((name) => !known.includes(name))
      .sort()
  ).toEqual(["traceparent", "x-anyshelf-identity", "x-correlation-id"])
  expect(sent["traceparent"]).toMatch(new RegExp(`^00-${"a".repeat(32)}-(?!b{16})[0-9a-f]{16}-01$`))
  expect(server.received[0]?.identity.kind).toBe("anonymous")
})

const refusals: readonly (readonly [string, RequestInit & { query?: string }, number, string])[] = [
  ["not JSON", { body: "{" }, 400, "BAD_REQUEST"],
  ["a form", { headers: { "content-type": "text/plain" }, body: "query={a}" }, 415, "BAD_REQUEST"],
  ["too large a body", { body: JSON.stringify({ query: "x".repeat(20_000) }) }, 413, "BAD_REQUEST"],
  ["a batch", { body: '[{"query":"{ caller }"}]' }, 400, "BAD_REQUEST"],
  ["too many tokens", { query: `{ ${"caller ".repeat(120)} }` }, 400, "GRAPHQL_PARSE_FAILED"],
  ["a field that is not there", { query: "{ nothing }" }, 400, "GRAPHQL_VALIDATION_FAILED"],
  ["too costly a query", { query: "{ products(first: 51) { id } }" }, 400, "OPERATION_TOO_COSTLY"],
  ["a variable of the wrong type", { query: "query ($n: Int!) { products(first: $n) { id } }" }, 400, "BAD_USER_INPUT"],
  [
    "an operation that is not in the document",
    { body: '{"query":"query A { caller }","operationName":"B"}' },
    400,
    "OPERATION_RESOLUTION_FAILURE",
  ],
  [
    "a key that is none",
    { query: "{ caller }", headers: { "content-type": "application/json", "x-publishable-api-key": "a b" } },
    400,
    "BAD_USER_INPUT",
  ],
]

test.each(refusals)("%s is refused", async (_what, { query, ...init }, status, expected) => {
  const headers = { "content-type": "application/json" }
  const response = await fetch(endpoint, { method: "POST", headers, body: JSON.stringify({ query }), ...init })
  expect([response.status, await code(response)]).toEqual([status, expected])
})

test("fifty products are within the limit that fifty-one exceed", async () => {
  expect((await client.ask("{ products(first: 50) { id } }")).errors).toBeUndefined()
})

test("a GET is answered for queries, and only to those who can set a header", async () => {
  const query = new URLSearchParams({ query: "{ __typename }" })
  expect((await fetch(`${endpoint}?${query}`)).status).toBe(400)
  const allowed = await fetch(`${endpoint}?${query}`, { headers: { "apollo-require-preflight": "1" } })
  expect(await allowed.json()).toEqual({ data: { __typename: "Query" } })
  const mutation = new URLSearchParams({ query: "mutation { sell }" })
  expect((await fetch(`${endpoint}?${mutation}`, { headers: { "apollo-require-preflight": "1" } })).status).toBe(405)
})

test("pages of sites that are listed may read answers, pages of others may not", async () => {
  const preflight = (origin: string) =>
    fetch(endpoint, { method: "OPTIONS", headers: { origin, "access-control-request-method": "POST" } })
  expect((await preflight("https://shop.example")).headers.get("access-control-allow-origin")).toBe(
    "https://shop.example"
  )
  expect((await preflight("https://evil.example")).headers.get("access-control-allow-origin")).toBeNull()
})

test("a person gets a playground that asks nothing of other sites", async () => {
  const page = await fetch(endpoint, { headers: { accept: "text/html,*/*" } })
  const html = await page.text()
  expect(page.headers.get("content-security-policy")).toContain("script-src 'self'")
  expect(html).toContain("{ products { title } }")
  const files = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path ?? "")
  expect(files.length).toBeGreaterThan(4)
  for (const path of files) {
    expect(path).toMatch(/^\/graphql\/playground\//)
    expect((await fetch(client.gateway.url + path)).status).toBe(200)
  }
  for (const path of ["../main.ts", "..%2f..%2fpackage.json", "nothing.js"]) {
    expect((await fetch(`${client.gateway.url}/graphql/playground/${path}`)).status).toBe(404)
  }
})

test("a gateway that may not be introspected has no schema to read, no suggestions and no playground", async () => {
  const closed = await testGateway([{ module: shop, url: server.url }], { introspection: false })
  expect((await closed.ask("{ __schema { types { name } } }")).errors?.[0]?.extensions?.["code"]).toBe(
    "GRAPHQL_VALIDATION_FAILED"
  )
  expect((await closed.ask("{ productz { id } }")).errors?.[0]?.message).not.toContain("Did you mean")
  expect(
    (await fetch(`${closed.gateway.url}/graphql`, { headers: { accept: "text/html" } })).headers.get("content-type")
  ).not.toContain("html")
  await closed.gateway.close()
})

test("a port in use and a secret that is too short are one sentence each", async () => {
  const port = Number(new URL(endpoint).port)
  await expect(testGateway([{ module: shop, url: server.url }], { port })).rejects.toThrow(`Port ${port} is in use`)
  expect(() => useIdentity({ ask: async () => null, secret: "short", log: silentLog })).toThrow(
    "ANYSHELF_GATEWAY_SECRET"
  )
})

test("requests under way are finished before the gateway closes", async () => {
  const closing = await testGateway([{ module: shop, url: server.url }])
  let answerNow: () => void = () => undefined
  const arrived = new Promise<void>((resolve) => {
    server.behave = (response) => {
      answerNow = () => response.setHeader("content-type", "application/json").end('{"data":{"slow":3}}')
      resolve()
      return true
    }
  })
  const asked = new Promise<string>((resolve, reject) => {
    const sent = httpRequest(
      `${closing.gateway.url}/graphql`,
      { method: "POST", headers: { "content-type": "application/json" } },
      (response) => {
        response.on("data", (chunk: Buffer) => resolve(chunk.toString()))
      }
    )
    sent.on("error", reject).end('{"query":"{ slow }"}')
  })
  await arrived
  const closed = closing.gateway.close()
  answerNow()
  expect(JSON.parse(await asked)).toEqual({ data: { slow: 3 } })
  await closed
  server.behave = () => false
})
