import { createHost } from "../src/host"
import { startToyServer, toy, ToyShop } from "../src/toy"

const secrets = { token: "t", webhookSecret: "s" }
const articles = [{ ref: "cup", title: "Cup", sku: "CUP" }]
const ended: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ended.splice(0)) await end()
})

test("a toy shop over HTTP is the toy shop: what is pushed is shown, and what is over its rate is refused and counted", async () => {
  let now = Date.parse("2026-11-23T10:00:00Z")
  const variant = { capacity: 3, perSecond: 1 }
  const shop = new ToyShop({
    ...secrets,
    articles,
    locations: { east: "East" },
    variant,
    strictRate: true,
    now: () => now,
  })
  const server = await startToyServer(shop)
  ended.push(server.close)
  const { connector, config } = toy({ id: "toy", url: server.url, salesChannel: "Web", ...secrets })
  const session = connector.open(config, createHost())
  const write = { type: "stock", stockRef: "cup", locationRef: "east", expected: null, sequence: 1 } as const
  expect(await session.push([{ ...write, key: "a", quantity: 4 }])).toEqual([
    { key: "a", status: "applied", observed: 4 },
  ])
  expect((await session.get("stock", "cup@east"))?.available).toBe(4)
  await session.pull("locations", null)
  await expect(session.pull("locations", null)).rejects.toMatchObject({ name: "RetryLater", afterMs: 1_000 })
  expect(shop.counts).toMatchObject({ requests: 4, overLimit: 1, stockWrites: 1 })
  now += 1_000
  await session.pull("locations", null)
})

test("webhooks go to the address that was asked for, signed, and to none before", async () => {
  const shop = new ToyShop({ ...secrets, articles, locations: { east: "East" } })
  const sent: { url: string; headers: Record<string, string>; body: Buffer }[] = []
  const send: typeof fetch = async (url, init) => {
    sent.push({ url: String(url), headers: init?.headers as Record<string, string>, body: init?.body as Buffer })
    return new Response(null, { status: 200 })
  }
  const server = await startToyServer(shop, { send })
  ended.push(server.close)
  const { connector, config } = toy({ id: "toy", url: server.url, salesChannel: "Web", ...secrets })
  const session = connector.open(config, createHost())
  shop.count("cup", "east", 5)
  expect(sent).toEqual([])
  await session.ensureWebhooks?.("http://ours.example/webhooks/toy")
  const { order } = shop.sell("cup", "east", 1)
  const told = sent.map(({ headers, body }) => session.webhook?.({ headers, rawBody: body, url: "/" }))
  const hints = (await Promise.all(told)).flatMap((verdict) => (verdict?.ok ? verdict.hints : []))
  expect(hints).toEqual([
    { feed: "stock", ref: "cup@east" },
    { feed: "orders", ref: order.ref },
  ])
  expect(new Set(sent.map(({ url }) => url))).toEqual(new Set(["http://ours.example/webhooks/toy"]))
})
