import { Disconnected, RetryLater, silentLog, type Host } from "@anyshelf/connector-kit"
import { tokenSource } from "./token"

const app = { shop: "toys.myshopify.com", clientId: "id", clientSecret: "very-secret" }

function hostWith(answers: (() => Response | Promise<Response>)[]) {
  let now = 0
  const bodies: string[] = []
  const host: Host = {
    now: () => now,
    log: silentLog,
    throttle: () => undefined,
    fetch: (async (_url: string, { body }: { body: string }) => {
      bodies.push(body)
      return (answers.length > 1 ? answers.shift()! : answers[0]!)()
    }) as unknown as typeof fetch,
  }
  return { host, bodies, pass: (ms: number) => (now += ms) }
}

const token =
  (value: string, expires_in = 86_399) =>
  () =>
    Response.json({ access_token: value, expires_in, scope: "" })

test("a token is fetched once for all who need it, and again before it ends", async () => {
  const { host, bodies, pass } = hostWith([token("one"), token("two")])
  const source = tokenSource(app, host)
  expect(await Promise.all([source.get(), source.get(), source.get()])).toEqual(["one", "one", "one"])
  expect(bodies).toEqual(["client_id=id&client_secret=very-secret&grant_type=client_credentials"])
  pass(86_399_000 - 60_001)
  expect(await source.get()).toBe("one")
  pass(1)
  expect(await source.get()).toBe("two")
  expect(bodies).toHaveLength(2)
})

test("a token that is refused is replaced once, however many were refused with it", async () => {
  const { host, bodies } = hostWith([token("one"), token("two")])
  const source = tokenSource(app, host)
  await source.get()
  expect(await Promise.all([source.refused("one"), source.refused("one")])).toEqual([true, true])
  expect(await source.get()).toBe("two")
  expect(bodies).toHaveLength(2)
})

test("an app that Shopify does not know is one request, and Disconnected for all until somebody may have acted", async () => {
  const { host, bodies, pass } = hostWith([() => Response.json({ error: "invalid_client" }, { status: 400 })])
  const source = tokenSource(app, host)
  for (let time = 0; time < 5; time += 1) await expect(source.get()).rejects.toThrow(Disconnected)
  expect(bodies).toHaveLength(1)
  pass(30_000)
  await expect(source.get()).rejects.toThrow(/clientId and clientSecret/)
  expect(bodies).toHaveLength(2)
})

test.each([
  ["503", () => new Response("", { status: 503 })],
  ["429", () => new Response("", { status: 429, headers: { "retry-after": "2" } })],
  ["no answer", () => Promise.reject(new TypeError("fetch failed"))],
  ["HTML", () => new Response("<html>")],
  ["no token", () => Response.json({})],
])("with %s it is for later, and the secret is in no message", async (_name, answer) => {
  const error = await tokenSource(app, hostWith([answer]).host)
    .get()
    .catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(RetryLater)
  expect(String(error)).not.toContain("very-secret")
})

test("a token that was given is sent until it is refused, and then not for a while", async () => {
  const { host, pass } = hostWith([token("never")])
  const source = tokenSource({ shop: app.shop, accessToken: "shpat_x", webhookSecret: "s" }, host)
  expect(await source.get()).toBe("shpat_x")
  expect(await source.refused("shpat_x")).toBe(false)
  await expect(source.get()).rejects.toThrow(Disconnected)
  pass(30_000)
  expect(await source.get()).toBe("shpat_x")
})
