import type { Publishing } from "@anyshelf/connector-kit"
import type { Channel } from "../../src/channels/channel"
import { publish } from "../../src/channels/publishing/publish"
import { bootChannels, type ChannelsUnderTest } from "./support/channels-module"
import { ModelWorld } from "./support/model-world"

jest.setTimeout(60_000)

let under: ChannelsUnderTest
beforeAll(async () => void (under = await bootChannels()))
afterAll(() => under.close())

let made = 0

/** Several channels that sell one article of one stock. */
async function sellers(modes: readonly Publishing[]) {
  const sku = `SKU-${(made += 1)}`
  const stock = new Map<string, number>()
  const worlds = modes.map(
    (publishing) => new ModelWorld(under.channels, { skus: [sku], stock, connection: { publishing } })
  )
  const channels: Channel[] = []
  for (const world of worlds) channels.push(await world.ready())
  const rounds = async (count = 6) => {
    for (let round = 0; round < count; round += 1) {
      for (const channel of channels) await publish(channel)
      await under.database.query("update anyshelf_channel_publication set next_attempt_at = null")
    }
  }
  const shown = () => worlds.map((world) => world.toyShop.available(sku, "web"))
  const setStock = (units: number) => worlds[0]!.change(sku, units - (stock.get(sku) ?? 0))
  return { worlds, channels, rounds, shown, setStock }
}

const split = (percent: number, below = 10): Publishing => ({ mode: "split-when-scarce", below, percent })

it("shared stock is shown to all", async () => {
  const { rounds, shown, setStock } = await sellers([{ mode: "shared" }, { mode: "shared" }])
  await setStock(7)
  await rounds()
  expect(shown()).toEqual([7, 7])
})

it("a buffer is kept back, in units or in percent", async () => {
  const { rounds, shown, setStock } = await sellers([
    { mode: "buffered", by: "units", units: 2 },
    { mode: "buffered", by: "percent", percent: 50 },
  ])
  await setStock(9)
  await rounds()
  expect(shown()).toEqual([7, 4])
})

it("plenty is shown to all; what is scarce is split, and never twice on the way there", async () => {
  const { channels, rounds, shown, setStock } = await sellers([split(50), split(30), { mode: "shared" }])
  await setStock(40)
  await rounds()
  expect(shown()).toEqual([40, 40, 40])
  await setStock(10)
  for (let round = 0; round < 12; round += 1) {
    const before = shown()
    await publish(channels[round % channels.length]!)
    await under.database.query("update anyshelf_channel_publication set next_attempt_at = null")
    const after = shown()
    const rose = after.some((units, at) => units > before[at]!)
    if (rose) expect(after[0]! + after[1]!).toBeLessThanOrEqual(10)
  }
  await rounds()
  expect(shown()).toEqual([5, 3, 2])
})

it("a share rises only when the other has let go, and says why it waits until then", async () => {
  const { channels, worlds, rounds, shown, setStock } = await sellers([split(50), split(50)])
  await setStock(40)
  await rounds(1)
  expect(shown()).toEqual([40, 40])
  await setStock(10)
  await publish(channels[0]!)
  expect(shown()).toEqual([0, 40])
  const [row] = await under.channels.listChannelPublications({ connection_id: worlds[0]!.connection.id })
  expect(row?.waiting).toMatch(/Other connections still show 5 units/)
})

it("a mode that changes has the others decide anew", async () => {
  const { worlds, rounds, shown, setStock } = await sellers([{ mode: "shared" }, { mode: "shared" }])
  await setStock(10)
  await rounds()
  Object.assign(worlds[0]!.connection, { publishing: split(40) })
  await worlds[0]!.ready()
  await under.channels.markByListings({ connectionId: worlds[0]!.connection.id })
  await rounds()
  expect(shown()).toEqual([4, 6])
})

it("the time from a change of stock to its confirmation is measured, and added up over processes", async () => {
  const { channels, worlds } = await sellers([{ mode: "shared" }])
  const [channel] = channels
  const sku = [...worlds[0]!.stock.keys()][0]!
  worlds[0]!.stock.set(sku, 5)
  await under.channels.markByItems([sku], { [sku]: new Date(Date.now() - 60_000).toISOString() })
  await publish(channel!)
  const minutes = channel!.meter.take()
  const told = { connectionId: channel!.id, ...minutes[0]! }
  expect(told).toMatchObject({ written: 1 })
  await Promise.all([under.channels.addSample(told), under.channels.addSample(told)])
  const query = { connectionId: channel!.id, from: new Date(0), to: new Date(Date.now() + 60_000), bucketMinutes: 5 }
  const [row] = await under.channels.readSampleRows(query)
  expect(row).toMatchObject({ written: 2, queueDepth: 0 })
  const lags = row!.lags.flat()
  expect(lags.reduce((sum, each) => sum + each, 0)).toBe(2)
  expect(lags.findIndex((count) => count > 0)).toBeGreaterThan(45)
})
