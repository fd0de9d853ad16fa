import {
  Disconnected,
  NoAnswer,
  Rejected,
  RetryLater,
  silentLog,
  type Host,
  type ThrottleSignal,
} from "@anyshelf/connector-kit"
import { shopifyClient } from "./client"
import { retryAfter } from "./failures"
import { query } from "./operation"

const NOW = Date.parse("2026-11-23T10:00:00Z")
const config = { shop: "toys.myshopify.com", accessToken: "shpat_secret", webhookSecret: "whsec" }
const operation = query<{ shop: unknown }, { first: number }>("query Q($first: Int!) { shop }")

function withAnswer(answer: () => Response | Promise<Response>) {
  const signals: ThrottleSignal[] = []
  const warnings: string[] = []
  const sent: { url: string; init: RequestInit }[] = []
  const host: Host = {
    now: () => NOW,
    log: { ...silentLog, warn: (message) => void warnings.push(message) },
    throttle: (signal) => void signals.push(signal),
    fetch: (async (url: string, init: RequestInit) => (sent.push({ url, init }), answer())) as typeof fetch,
  }
  const call = shopifyClient(config, host)
  return { ask: () => call(operation, { first: 1 }), call, signals, warnings, sent }
}

const json = (body: unknown, init?: ResponseInit) => () => Response.json(body, init)
const cost = {
  requestedQueryCost: 500,
  throttleStatus: { maximumAvailable: 2000, currentlyAvailable: 100, restoreRate: 200 },
}
const fault = (code: string, path?: string[]) => ({ errors: [{ message: "No.", path, extensions: { code } }] })

test("a call carries the token in Shopify's header, and gives the data", async () => {
  const { ask, sent } = withAnswer(json({ data: { shop: 1 } }))
  expect(await ask()).toEqual({ shop: 1 })
  expect(sent[0]?.url).toBe("https://toys.myshopify.com/admin/api/2026-07/graphql.json")
  expect(sent[0]?.init).toMatchObject({
    method: "POST",
    redirect: "manual",
    headers: { "x-shopify-access-token": "shpat_secret" },
  })
  expect(JSON.parse(String(sent[0]?.init.body))).toEqual({ query: operation.source, variables: { first: 1 } })
})

test("the live rate limit is told to the host, with every answer that has it", async () => {
  const { ask, signals } = withAnswer(json({ data: { shop: 1 }, extensions: { cost } }))
  await ask()
  expect(signals).toEqual([{ available: 100, capacity: 2000, perSecond: 200 }])
})

test("a throttled answer comes with 200, and the wait is what the missing points take", async () => {
  const { ask } = withAnswer(json({ ...fault("THROTTLED"), extensions: { cost } }))
  await expect(ask()).rejects.toMatchObject({ name: "RetryLater", afterMs: 2_000 })
})

test.each([
  ["a token that was revoked", json({ errors: "Invalid API key" }, { status: 401 }), Disconnected],
  ["a frozen shop", json({}, { status: 402 }), Disconnected],
  ["a missing right", json({}, { status: 403 }), Disconnected],
  ["no such shop", json({}, { status: 404 }), Disconnected],
  ["a redirect", () => new Response(null, { status: 302 }), Disconnected],
  ["a missing scope", json({ data: { shop: null }, ...fault("ACCESS_DENIED", ["shop"]) }), Disconnected],
  ["a closed shop", json({ ...fault("SHOP_INACTIVE") }), Disconnected],
  ["too many requests", json({}, { status: 429 }), RetryLater],
  ["a broken Shopify", json({}, { status: 502 }), NoAnswer],
  ["a fault inside Shopify", json(fault("INTERNAL_SERVER_ERROR")), NoAnswer],
  ["a page of HTML", () => new Response("<html>"), NoAnswer],
  ["half an answer", () => new Response('{"data":{"sh'), NoAnswer],
  ["an answer that is no object", json(7), NoAnswer],
  ["neither data nor errors", json({}), NoAnswer],
  ["a reset connection", () => Promise.reject(new TypeError("fetch failed")), NoAnswer],
  ["a query that is too dear", json(fault("MAX_COST_EXCEEDED")), Rejected],
  ["a query that is wrong", json({ errors: [{ message: "Field 'x' doesn't exist" }] }), Rejected],
  ["a request that is wrong", json({}, { status: 400 }), Rejected],
])("%s is what the engine can act on, and names no secret", async (_name, answer, kind) => {
  const error: unknown = await withAnswer(answer)
    .ask()
    .catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(kind)
  expect((error as Error).constructor).toBe(kind)
  expect(String(error)).not.toContain("shpat_secret")
})

test("what the host throws, the rate limit above all, passes through", async () => {
  const early = new RetryLater("wait", 5)
  await expect(withAnswer(() => Promise.reject(early)).ask()).rejects.toBe(early)
})

test("withheld customer data is told, and the order goes on without it", async () => {
  const { ask, warnings } = withAnswer(json({ data: { shop: 1 }, ...fault("ACCESS_DENIED", ["order", "email"]) }))
  expect(await ask()).toEqual({ shop: 1 })
  expect(warnings).toHaveLength(1)
})

test("another API version than asked for is told once", async () => {
  const { ask, warnings } = withAnswer(json({ data: { shop: 1 } }, { headers: { "x-shopify-api-version": "2026-10" } }))
  await ask()
  await ask()
  expect(warnings).toHaveLength(1)
})

test("the clock is the shop's own", async () => {
  const { ask, call } = withAnswer(json({ data: { shop: 1 } }, { headers: { date: "Mon, 23 Nov 2026 10:05:00 GMT" } }))
  expect(call.now()).toBe(NOW)
  await ask()
  expect(call.now()).toBe(NOW + 300_000)
})

test.each([
  ["2.0", 2_000],
  ["0", 0],
  ["Mon, 23 Nov 2026 10:00:30 GMT", 30_000],
  ["Mon, 23 Nov 2026 09:00:00 GMT", 0],
  ["soon", undefined],
  ["", undefined],
  [null, undefined],
])("Retry-After %j is %s ms", (header, ms) => expect(retryAfter(header, NOW)).toBe(ms))

test("429 closes the host's bucket for as long as Shopify says, in seconds", async () => {
  const { ask, signals } = withAnswer(json({}, { status: 429, headers: { "retry-after": "2.0" } }))
  await expect(ask()).rejects.toMatchObject({ afterMs: 2_000 })
  expect(signals).toEqual([{ retryAfterMs: 2_000 }])
})
