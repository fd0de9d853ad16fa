import { toyFetch } from "@anyshelf/connector-kit/toy"
import type { Channel } from "../../src/channels/channel"
import { publish } from "../../src/channels/publishing/publish"
import { bootChannels, type ChannelsUnderTest } from "./support/channels-module"
import { ModelWorld } from "./support/model-world"

jest.setTimeout(60_000)

let under: ChannelsUnderTest
beforeAll(async () => void (under = await bootChannels()))
afterAll(() => under.close())

/** Rounds until nothing is due; what waits is hurried, since no clock is turned here. */
async function settle(channel: Channel, rounds = 40): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    await publish(channel)
    await under.database.query("update anyshelf_channel_publication set next_attempt_at = null where waiting is null")
    const [row] = await under.database.query<{ due: number }>(
      "select count(*)::int as due from anyshelf_channel_publication where connection_id = $1 and dirty_version > settled_version and state = 'ok' and waiting is null and deleted_at is null",
      [channel.id]
    )
    if (row?.due === 0) return
  }
  throw new Error(`${channel.id} does not come to rest.`)
}

const skus = ["A", "B", "C"]
const variants = [
  { write: "cas" },
  { write: "absolute" },
  { write: "sequenced" },
  { write: "delta" },
  { write: "absolute", confirm: "async" },
  { write: "absolute", repeat: "look-first" },
  { write: "delta", repeat: "look-first" },
  { write: "sequenced", repeat: "look-first" },
] as const

describe.each(variants)("a channel of the kind %j", (variant) => {
  const world = () => new ModelWorld(under.channels, { skus, variant, confirmAfterMs: 0 })

  it("shows what can be promised, and is left alone when it does", async () => {
    const shop = world()
    const channel = await shop.ready()
    for (const [at, sku] of skus.entries()) await shop.change(sku, at + 1)
    await settle(channel)
    expect(shop.shown()).toEqual({ A: 1, B: 2, C: 3 })
    const { stockWrites } = shop.toyShop.counts
    await under.channels.markByListings({ connectionId: channel.id })
    await settle(channel)
    expect(shop.toyShop.counts.stockWrites).toBe(stockWrites)
  })

  it("sells under our writes, and neither sale nor number is lost", async () => {
    const shop = world()
    let sales = 0
    const meddling: typeof fetch = async (input, init) => {
      if (init?.method === "POST" && sales < 4 && shop.toyShop.available("A", "web") > 0) {
        shop.toyShop.sell("A", "web", 1)
        sales += 1
      }
      return toyFetch(shop.toyShop)(input, init)
    }
    const channel = await shop.ready(meddling)
    await shop.change("A", 20)
    await settle(channel)
    for (let count = 0; count < 4; count += 1) {
      await shop.change("A", 1)
      await settle(channel)
      channel.needsDrain = true
    }
    await settle(channel)
    expect(sales).toBeGreaterThanOrEqual(2)
    expect(new Set(shop.imported).size).toBe(sales)
    expect(shop.stock.get("A")).toBe(24 - sales)
    expect(shop.shown()["A"]).toBe(24 - sales)
  })

  it("loses answers, and no write is done twice or not at all", async () => {
    const shop = world()
    let lost = 0
    const lossy: typeof fetch = async (input, init) => {
      const response = await toyFetch(shop.toyShop)(input, init)
      if (init?.method !== "POST" || lost >= 3) return response
      lost += 1
      throw new TypeError("the connection was reset")
    }
    const channel = await shop.ready(lossy)
    await shop.change("A", 7)
    await shop.change("B", 3)
    await settle(channel)
    await shop.change("A", -2)
    await settle(channel)
    expect(lost).toBeGreaterThanOrEqual(2)
    expect(shop.shown()).toEqual({ A: 5, B: 3, C: 0 })
  })
})

describe("a channel whose number can only be set", () => {
  it("has what it sold under our write read at once, since the write wiped it out", async () => {
    const shop = new ModelWorld(under.channels, { skus: ["A"], variant: { write: "absolute" } })
    let meddle = false
    const channel = await shop.ready(async (input, init) => {
      if (init?.method === "POST" && meddle) {
        meddle = false
        shop.toyShop.sell("A", "web", 1)
      }
      return toyFetch(shop.toyShop)(input, init)
    })
    await shop.change("A", 5)
    await settle(channel)
    meddle = true
    await shop.change("A", 1)
    await settle(channel)
    expect(shop.imported).toHaveLength(1)
    expect(shop.shown()).toEqual({ A: 5 })
  })
})

describe("a channel that takes numbers without doing them at once", () => {
  it("is asked until it shows them, and given to a person when it never does", async () => {
    const shop = new ModelWorld(under.channels, {
      skus,
      variant: { write: "absolute", confirm: "async" },
      confirmAfterMs: 0,
    })
    const channel = await shop.ready()
    shop.toyShop.refuseNextWrites(1)
    await shop.change("A", 5)
    await settle(channel, 60)
    const [row] = await under.channels.listChannelPublications({ connection_id: channel.id, stock_ref: "A" })
    expect(row).toMatchObject({ state: "poisoned", last_error: expect.stringContaining("does not show it") })
  })
})

describe("a channel that counts writes by the day", () => {
  const limited = () =>
    new ModelWorld(under.channels, { skus: ["A"], variant: { write: "absolute", revisionsPerDay: 10 } })

  it("gets no more than its day, falls before rises, and the reason is seen", async () => {
    const shop = limited()
    const channel = await shop.ready()
    for (let count = 1; count <= 30; count += 1) {
      await shop.change("A", 1)
      await settle(channel)
    }
    expect(shop.toyShop.counts.stockWrites).toBeLessThanOrEqual(7)
    const [row] = await under.channels.listChannelPublications({ connection_id: channel.id })
    expect(row).toMatchObject({ state: "ok", waiting: expect.stringContaining("10 writes") })
    await shop.change("A", -30)
    await settle(channel)
    expect(shop.shown()).toEqual({ A: 0 })
    expect(shop.toyShop.counts.refusals).toBe(0)
  })
})
