import type { Page } from "@anyshelf/connector-kit"
import { toyFetch } from "@anyshelf/connector-kit/toy"
import type { Channel } from "../../src/channels/channel"
import { isKnown } from "../../src/channels/reconcile/known"
import { sweepListings } from "../../src/channels/reconcile/sweep-listings"
import { sweepStock } from "../../src/channels/reconcile/sweep-stock"
import { setUp } from "../../src/channels/set-up"
import { bootChannels, type ChannelsUnderTest } from "./support/channels-module"
import { ModelWorld } from "./support/model-world"

jest.setTimeout(120_000)

let under: ChannelsUnderTest
beforeAll(async () => void (under = await bootChannels()))
afterAll(() => under.close())

const refs = (count: number) => Array.from({ length: count }, (_none, at) => `sku-${String(at).padStart(6, "0")}`)
const reading = (channel: Channel, feed: "listings" | "stock" = "listings") =>
  under.channels.openSweep({ connectionId: channel.id, feed })
const levels = async ({ id }: Channel) =>
  (
    await under.database.query<{ count: number }>(
      "select count(*)::int as count from anyshelf_channel_publication where connection_id = $1 and deleted_at is null",
      [id]
    )
  )[0]!.count

async function begin(count: number, pageSize: number) {
  const world = new ModelWorld(under.channels, { skus: refs(count), pageSize })
  const channel = world.open()
  await setUp(channel)
  return { world, channel }
}

/** Steps until the reading of a feed has ended once more; gives how many statements each step took. */
async function readAll(channel: Channel, step: (channel: Channel) => Promise<number>, feed: "listings" | "stock") {
  const { finishedAt } = await reading(channel, feed)
  const costs: number[] = []
  while ((await reading(channel, feed)).finishedAt?.getTime() === finishedAt?.getTime()) {
    const before = under.statements()
    await step(channel)
    costs.push(under.statements() - before)
    if (costs.length > 1_000) throw new Error(`The reading of ${feed} does not end.`)
  }
  return costs
}

describe("the first reading of a shop", () => {
  it("takes the same few statements for each page, however long the page is and however many there are", async () => {
    const costs = await Promise.all(
      [
        [3_000, 250],
        [200, 10],
      ].map(async ([count, pageSize]) => {
        const { channel } = await begin(count!, pageSize!)
        return { channel, count: count! }
      })
    )
    const middles: number[][] = []
    for (const { channel, count } of costs) {
      const listings = await readAll(channel, sweepListings, "listings")
      expect(await isKnown(channel)).toBe(false)
      const stock = await readAll(channel, sweepStock, "stock")
      expect(await isKnown(channel)).toBe(true)
      expect(await levels(channel)).toBe(count)
      middles.push([...new Set(listings.slice(1, -1))], [...new Set(stock.slice(1, -1))])
    }
    expect(middles).toEqual([[expect.any(Number)], [expect.any(Number)], middles[0], middles[1]])
    expect(middles[0]![0]).toBeLessThanOrEqual(9)
    expect(middles[1]![0]).toBeLessThanOrEqual(4)
  })

  it("shows how far it is, goes on where it was cut off, and takes away what is gone also then", async () => {
    const { world, channel } = await begin(30, 5)
    await readAll(channel, sweepListings, "listings")
    world.toyShop.removeArticle("sku-000001")
    await under.channels.wantSweeps(channel.id)
    for (let page = 0; page < 3; page += 1) await sweepListings(channel)
    const { cursor, done } = await reading(channel)
    expect(done).toBe(15)
    const asked: string[] = []
    const next = world.open(async (input, init) => {
      asked.push(String(input))
      return toyFetch(world.toyShop)(input, init)
    })
    await setUp(next)
    asked.length = 0
    await readAll(next, sweepListings, "listings")
    expect(asked[0]).toContain(`after=${cursor}`)
    expect(await reading(next)).toMatchObject({ done: 29, found: 1 })
    expect(await levels(next)).toBe(29)
  })

  it("is no drift; what is new later on is", async () => {
    const { world, channel } = await begin(4, 2)
    await readAll(channel, sweepListings, "listings")
    await readAll(channel, sweepStock, "stock")
    expect([await reading(channel), await reading(channel, "stock")]).toMatchObject([{ found: 0 }, { found: 0 }])
    world.stock.delete("sku-000003")
    await under.channels.wantSweeps(channel.id)
    await readAll(channel, sweepListings, "listings")
    expect(await reading(channel)).toMatchObject({ found: 1 })
    expect(await levels(channel)).toBe(3)
  })

  it("asks for what the pages slid past, and takes away what the channel has no longer", async () => {
    const { world, channel } = await begin(12, 4)
    await readAll(channel, sweepListings, "listings")
    await under.channels.wantSweeps(channel.id)
    await sweepListings(channel)
    // What follows moves up by one, so that the next page begins behind something that nobody gave.
    world.toyShop.removeArticle("sku-000000")
    await readAll(channel, sweepListings, "listings")
    expect(await reading(channel)).toMatchObject({ done: 11 })
    expect(await levels(channel)).toBe(12)
    await under.channels.wantSweeps(channel.id)
    await readAll(channel, sweepListings, "listings")
    expect(await reading(channel)).toMatchObject({ done: 11, found: 1 })
    expect(await levels(channel)).toBe(11)
  })

  it("waits for a channel that is still putting its pages together", async () => {
    const { channel } = await begin(1, 5)
    const pages: Page<"listings">[] = [
      { items: [], next: "later", afterMs: 7_000, progress: { done: 0, total: 12 } },
      { items: [], next: "later", afterMs: 600_000 },
      { items: [], next: null },
    ]
    const slow = { ...channel, session: { ...channel.session, pull: async () => pages.shift()! as never } }
    expect(await sweepListings(slow)).toBe(7_000)
    expect(await sweepListings(slow)).toBe(60_000)
    expect(await reading(channel)).toMatchObject({ total: 12, cursor: "later" })
    await sweepListings(slow)
    expect((await reading(channel)).finishedAt).not.toBeNull()
  })
})

describe("what concerns all numbers of a shop", () => {
  it("is done some at a time, and reaches each once: marks, new places, places that are gone, listings that are gone", async () => {
    const count = 2_500
    const { world, channel } = await begin(count, 500)
    await readAll(channel, sweepListings, "listings")
    const marked = async () =>
      under.database.query<{ version: number; count: number }>(
        "select dirty_version as version, count(*)::int as count from anyshelf_channel_publication where connection_id = $1 and deleted_at is null group by 1",
        [channel.id]
      )
    const [{ version } = { version: 0 }] = await marked()
    await under.channels.markByListings({ connectionId: channel.id })
    expect(await marked()).toEqual([{ version: version + 1, count }])
    await under.channels.ensurePlaces({ connectionId: channel.id, places: ["web", "store"] })
    expect(await levels(channel)).toBe(2 * count)
    await under.channels.ensurePlaces({ connectionId: channel.id, places: ["web", "store"] })
    await under.channels.removeOtherPlaces(channel.id, ["web"])
    expect(await levels(channel)).toBe(count)
    for (const sku of refs(count).slice(5)) world.toyShop.removeArticle(sku)
    await under.channels.wantSweeps(channel.id)
    await readAll(channel, sweepListings, "listings")
    expect(await levels(channel)).toBe(5)
    expect(await reading(channel)).toMatchObject({ done: 5, found: count - 5 })
  })
})
