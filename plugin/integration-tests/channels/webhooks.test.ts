import { randomUUID } from "node:crypto"
import { toy, ToyShop } from "@anyshelf/connector-kit/toy"
import { Modules } from "@medusajs/framework/utils"
import { InboxFull } from "../../src/modules/channels/inbox/inbox-queue"
import { channelsModule } from "../../src/modules/channels"
import type ChannelsService from "../../src/modules/channels/service"
import { describeApp } from "../support/app"
import { eventually } from "./support/toy-shop"

const secrets = { token: "toy-token", webhookSecret: "toy-secret" }
const id = `toy-${randomUUID().slice(0, 8)}`
// Nobody answers there: these tests are about what arrives, and about the job that starts the engine.
const connection = toy({ id, url: "http://127.0.0.1:9", salesChannel: "Web", ...secrets })
Object.assign(globalThis, { anyshelfTestConnections: [connection] })
afterAll(() => Object.assign(globalThis, { anyshelfTestConnections: [] }))

describeApp("channels webhooks", ({ api, getContainer }) => {
  const toyShop = new ToyShop({
    ...secrets,
    articles: [{ ref: "cup", title: "Cup", sku: "CUP" }],
    locations: { web: "Web" },
  })
  const genuine = () => toyShop.webhook("order", "order-1")
  const channels = () => getContainer().resolve<ChannelsService>(channelsModule)
  const stored = () => channels().listChannelInboxes({ connection_id: id })
  const send = async (body: Uint8Array | string, headers: Record<string, string | undefined>, to = id) => {
    const config = { headers: { "content-type": "application/json", ...headers }, validateStatus: () => true }
    const { status } = await api.post(`/anyshelf/webhooks/${to}`, body, config)
    return status
  }

  it("is taken when it is genuine, and stored once though it comes 16 times at once", async () => {
    const { rawBody, headers } = genuine()
    const statuses = await Promise.all(Array.from({ length: 16 }, () => send(rawBody, headers)))
    expect(new Set(statuses)).toEqual(new Set([200]))
    const rows = await stored()
    expect(rows.map(({ hints }) => hints)).toEqual([[{ feed: "orders", ref: "order-1" }]])
  })

  it.each<[string, (webhook: ReturnType<typeof genuine>) => [Uint8Array | string, Record<string, string | undefined>]]>(
    [
      [
        "one byte was changed",
        ({ rawBody, headers }) => [Buffer.from(rawBody).toString().replace("order-1", "order-2"), headers],
      ],
      [
        "the body was written anew",
        ({ rawBody, headers }) => [JSON.stringify(JSON.parse(Buffer.from(rawBody).toString())), headers],
      ],
      [
        "the signature is another's",
        ({ rawBody, headers }) => [rawBody, { ...headers, "x-toy-signature": "0".repeat(64) }],
      ],
      ["the signature is short", ({ rawBody, headers }) => [rawBody, { ...headers, "x-toy-signature": "ab" }]],
      ["the signature is empty", ({ rawBody, headers }) => [rawBody, { ...headers, "x-toy-signature": "" }]],
      ["there is no signature", ({ rawBody, headers }) => [rawBody, { "x-toy-event": headers["x-toy-event"] }]],
    ]
  )("is refused with 401 when %s, and nothing is stored", async (_case, forge) => {
    expect(await send(...forge(genuine()))).toBe(401)
    expect(await stored()).toEqual([])
  })

  it("is refused with 404 for a connection that is not there", async () => {
    const { rawBody, headers } = genuine()
    expect(await send(rawBody, headers, "other")).toBe(404)
  })

  it("is taken and forgotten when it is of no interest", async () => {
    const { rawBody, headers } = toyShop.webhook("weather", "rain")
    expect(await send(rawBody, headers)).toBe(200)
    expect(await stored()).toEqual([])
  })

  it.each(["", "<html>", '{"topic":'])("is refused with 400 when it is no JSON: %s", async (body) => {
    expect(await send(body, genuine().headers)).toBe(400)
    expect(await stored()).toEqual([])
  })

  it.each([2_000_000, 10_000_000])("is refused with 413 when it has %d bytes", async (bytes) => {
    expect(await send("x".repeat(bytes), genuine().headers)).toBe(413)
    expect(await stored()).toEqual([])
  })

  it("of another shop is refused with 401, though it is genuine there", async () => {
    const other = new ToyShop({ token: "t", webhookSecret: "another", articles: [], locations: {} })
    const { rawBody, headers } = other.webhook("order", "order-1")
    expect(await send(rawBody, headers)).toBe(401)
    expect(await stored()).toEqual([])
  })

  it.each([
    ["days old", -3 * 86_400_000],
    ["of a clock that is ahead", 11 * 60_000],
  ])("is a hint all the same when it is %s, and once when it is sent again", async (_case, offset) => {
    const then = new ToyShop({ ...secrets, articles: [], locations: {}, now: () => Date.now() + offset })
    const { rawBody, headers } = then.webhook("order", "order-9")
    expect([await send(rawBody, headers), await send(rawBody, headers)]).toEqual([200, 200])
    expect(await stored()).toHaveLength(1)
  })

  it("with what no database can keep is refused, and harms none that come with it", async () => {
    const odd = toyShop.webhook("order", "a\u0000b")
    const all = [odd, ...Array.from({ length: 8 }, genuine)]
    const statuses = await Promise.all(all.map(({ rawBody, headers }) => send(rawBody, headers)))
    expect(statuses).toEqual([400, ...Array.from({ length: 8 }, () => 200)])
    expect(await stored()).toHaveLength(8)
  })

  it("is answered with 503 when too many wait, and told when to come again", async () => {
    const full = jest.spyOn(channels(), "receiveWebhook").mockRejectedValueOnce(new InboxFull())
    const { rawBody, headers } = genuine()
    const config = { headers: { "content-type": "application/json", ...headers }, validateStatus: () => true }
    const answer = await api.post(`/anyshelf/webhooks/${id}`, rawBody, config)
    expect([answer.status, answer.headers["retry-after"]]).toEqual([503, "60"])
    full.mockRestore()
  })

  it("is answered with 5xx when it could not be stored, so that it comes again", async () => {
    const broken = jest.spyOn(channels(), "receiveWebhook").mockRejectedValueOnce(new Error("the database is gone"))
    const { rawBody, headers } = genuine()
    expect(await send(rawBody, headers)).toBeGreaterThanOrEqual(500)
    broken.mockRestore()
    expect(await send(rawBody, headers)).toBe(200)
    expect(await stored()).toHaveLength(1)
  })

  it("the engine runs in this process soon after boot, and ends with it", async () => {
    await eventually(() => expect(channels().hasEngine()).toBe(true))
    await channels().__hooks.onApplicationPrepareShutdown()
    expect(channels().hasEngine()).toBe(false)
    expect(getContainer().resolve(Modules.INVENTORY)).toHaveProperty("isAnyshelfInventory", true)
  })
})
