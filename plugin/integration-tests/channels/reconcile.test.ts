import { toyFetch } from "@anyshelf/connector-kit/toy"
import type { Channel } from "../../src/channels/channel"
import { readListingsByRef } from "../../src/channels/listings"
import { publish } from "../../src/channels/publishing/publish"
import { checkWebhooks } from "../../src/channels/reconcile/check-webhooks"
import { sweepStock } from "../../src/channels/reconcile/sweep-stock"
import { conflictsMax, unchanged } from "../../src/domain/channels/judge-result"
import { bootChannels, type ChannelsUnderTest } from "./support/channels-module"
import { ModelWorld } from "./support/model-world"

jest.setTimeout(60_000)

let under: ChannelsUnderTest
beforeAll(async () => void (under = await bootChannels()))
afterAll(() => under.close())

const refs = (count: number) => Array.from({ length: count }, (_none, at) => `sku-${at}`)

async function rest(channel: Channel): Promise<void> {
  for (let round = 0; round < 10; round += 1) {
    await under.database.query("update anyshelf_channel_publication set next_attempt_at = null")
    await publish(channel)
  }
}

/** Makes it look as though all was confirmed some time ago: what a page says is then the newer word. */
const age = () =>
  under.database.query("update anyshelf_channel_publication set confirmed_at = confirmed_at - interval '1 minute'")

const reading = (channel: Channel) => under.channels.openSweep({ connectionId: channel.id, feed: "stock" })

async function stocked(count: number, pageSize = 2) {
  const world = new ModelWorld(under.channels, { skus: refs(count), pageSize })
  for (const sku of world.stock.keys()) world.stock.set(sku, 5)
  const channel = await world.ready()
  await rest(channel)
  await age()
  await under.channels.wantSweeps(channel.id)
  return { world, channel }
}

async function sweepAll(channel: Channel): Promise<void> {
  const { finishedAt } = await reading(channel)
  for (let page = 0; page < 1_000; page += 1) {
    await sweepStock(channel)
    if ((await reading(channel)).finishedAt?.getTime() !== finishedAt?.getTime()) return
  }
  throw new Error("The sweep does not end.")
}

describe("comparing all that the channel shows", () => {
  it("finds what nobody told us of, counts it, and heals it once the orders are read", async () => {
    const { world, channel } = await stocked(6)
    world.toyShop.count("sku-2", "web", 17)
    world.toyShop.sell("sku-4", "web", 2)
    await sweepAll(channel)
    expect(await reading(channel)).toMatchObject({ found: 2, done: 6 })
    await rest(channel)
    expect(world.shown()).toEqual({ ...world.wanted() })
    expect(world.stock.get("sku-4")).toBe(3)
    await age()
    await under.channels.wantSweeps(channel.id)
    await sweepAll(channel)
    expect(await reading(channel)).toMatchObject({ found: 0 })
  })

  it("goes on where it stopped, one page at a time", async () => {
    const { world, channel } = await stocked(10)
    await sweepStock(channel)
    await sweepStock(channel)
    const { cursor } = await reading(channel)
    const asked: string[] = []
    const next = world.open(async (input, init) => {
      asked.push(String(input))
      return toyFetch(world.toyShop)(input, init)
    })
    await sweepStock(next)
    expect(asked).toEqual([expect.stringContaining(`after=${cursor}`)])
    await sweepAll(next)
    expect(await reading(next)).toMatchObject({ done: 10, pages: 5 })
  })

  it("believes our own write more than an older page", async () => {
    const { world, channel } = await stocked(1)
    const levels = [{ stockRef: "sku-0", locationRef: "web", available: 99 }]
    await world.change("sku-0", 1)
    await rest(channel)
    expect(await under.channels.compareLevels({ connectionId: channel.id, levels, askedMs: 60_000 })).toBe(0)
    await age()
    expect(await under.channels.compareLevels({ connectionId: channel.id, levels, askedMs: 1_000 })).toBe(1)
  })

  it("rests when it is done, and begins again when somebody wants it", async () => {
    const { channel } = await stocked(2)
    await sweepAll(channel)
    expect(await sweepStock(channel)).toBeGreaterThan(1_000)
    const { startedAt } = await reading(channel)
    expect(startedAt).toBeNull()
    await under.channels.wantSweeps(channel.id)
    await sweepStock(channel)
    expect((await reading(channel)).finishedAt).not.toBeNull()
  })
})

describe("numbers that were given up", () => {
  async function poisonAll(channel: Channel, attempts: number) {
    await under.channels.markByListings({ connectionId: channel.id })
    const claim = { connectionId: channel.id, owner: "a", limit: 50, leaseMs: 30_000 }
    await under.database.query("update anyshelf_channel_publication set next_attempt_at = null")
    const due = await under.channels.claimPublications(claim)
    await under.channels.recordOutcomes(
      "a",
      due.map((each) => ({
        ...unchanged(each),
        settledVersion: null,
        state: "poisoned",
        attempts,
        error: "It says no.",
      }))
    )
    await under.channels.openTasks(
      due.map((each) => {
        const subject = `${each.stockRef}@web`
        return { connectionId: channel.id, kind: "stock-refused" as const, subject, reason: "It says no." }
      })
    )
  }

  it("are listed page by page with their reason, and retried one by one or all at once", async () => {
    const { channel } = await stocked(5)
    await poisonAll(channel, 0)
    const first = await under.channels.listPoisoned({ connectionId: channel.id, limit: 3 })
    expect(first).toMatchObject({
      count: 5,
      poisoned: [{ reason: "It says no.", wanted: 5, since: expect.any(Date) }, {}, {}],
    })
    const second = await under.channels.listPoisoned({ connectionId: channel.id, limit: 3, after: first.next! })
    expect(second.next).toBeNull()
    expect(new Set([...first.poisoned, ...second.poisoned].map(({ id }) => id)).size).toBe(5)
    const ids = [first.poisoned[0]!.id]
    expect(await under.channels.retryPublications({ connectionId: channel.id, ids })).toBe(1)
    expect(await under.channels.retryPublications({ connectionId: channel.id, ids })).toBe(0)
    expect(
      await under.channels.retryPublications({ connectionId: "another", ids: second.poisoned.map(({ id }) => id) })
    ).toBe(0)
    expect(await under.channels.retryPublications({ connectionId: channel.id })).toBe(4)
    await rest(channel)
    const [health] = (await under.channels.readHealth()).filter(({ connectionId }) => connectionId === channel.id)
    expect(health).toMatchObject({ poisoned: 0, openTasks: 0, queueDepth: 0 })
  })

  it("by contradictions come back by themselves when it has been quiet; those that were refused do not", async () => {
    const { channel } = await stocked(2)
    await poisonAll(channel, conflictsMax + 1)
    await sweepAll(channel)
    expect((await under.channels.listPoisoned({ connectionId: channel.id, limit: 10 })).count).toBe(2)
    await under.database.query("update anyshelf_channel_publication set poisoned_at = now() - interval '11 minutes'")
    await under.database.query("update anyshelf_channel_publication set attempts = 0 where stock_ref = 'sku-1'")
    await under.channels.wantSweeps(channel.id)
    await sweepAll(channel)
    const left = await under.channels.listPoisoned({ connectionId: channel.id, limit: 10 })
    expect(left.poisoned.map(({ stockRef }) => stockRef)).toEqual(["sku-1"])
  })
})

describe("publications that are nobody's any more", () => {
  it("are taken away when the channel keeps the stock of a listing under another name", async () => {
    const { world, channel } = await stocked(1)
    const listing = await channel.session.get("listings", "sku-0")
    const session = { ...channel.session, get: async () => ({ ...listing!, stockRef: "moved" }) as never }
    await readListingsByRef({ ...channel, session }, ["sku-0"])
    const rows = await under.channels.listChannelPublications({ connection_id: channel.id })
    expect(rows.map(({ stock_ref }) => stock_ref)).toEqual(["moved"])
    expect(world.shown()).toEqual({ "sku-0": 5 })
  })

  it("are taken away when the listing is mapped no more, and what the channel shows is left alone", async () => {
    const { world, channel } = await stocked(1)
    world.stock.delete("sku-0")
    await readListingsByRef(channel, ["sku-0"])
    expect(await under.channels.listChannelPublications({ connection_id: channel.id })).toEqual([])
    const writes = world.toyShop.counts.stockWrites
    await rest(channel)
    expect(world.toyShop.counts.stockWrites).toBe(writes)
  })
})

describe("webhooks", () => {
  it("are subscribed where we are reached; what had to be mended has everything compared", async () => {
    const connection = { publicUrl: "https://shop.example.com/base" }
    const world = new ModelWorld(under.channels, { skus: ["hook"], connection })
    const channel = await world.ready()
    await checkWebhooks(channel)
    expect(world.toyShop.webhooks.url).toBe(`https://shop.example.com/anyshelf/webhooks/${channel.id}`)
    expect((await reading(channel)).wantedAt).not.toBeNull()
    const [row] = await under.channels.listChannelConnections({ id: channel.id })
    expect(row).toMatchObject({ webhooks_checked_at: expect.any(Date), webhooks_mended_at: expect.any(Date) })
    await sweepAll(channel)
    await checkWebhooks(channel)
    expect((await reading(channel)).wantedAt).toBeNull()
  })
})
