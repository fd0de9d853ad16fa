import { randomUUID } from "node:crypto"
import { toyFetch } from "@anyshelf/connector-kit/toy"
import type { EngineTiming } from "../../src/channels/channel"
import { systemClock } from "../../src/channels/clock"
import { startChannelEngine } from "../../src/channels/start-channel-engine"
import type { RunningEngine } from "../../src/modules/channels/service"
import { bootChannels, type ChannelsUnderTest } from "./support/channels-module"
import { ModelWorld } from "./support/model-world"
import { eventually, quiet } from "./support/toy-shop"

jest.setTimeout(60_000)

let under: ChannelsUnderTest
beforeAll(async () => void (under = await bootChannels()))
const engines: RunningEngine[] = []
afterEach(async () => void (await Promise.all(engines.splice(0).map((engine) => engine.stop()))))
afterAll(() => under.close())

const timing: Partial<EngineTiming> = { dutyLeaseMs: 1_000, leaseMs: 2_000, pollEveryMs: 50, ordersEveryMs: 500 }

function start(world: ModelWorld, fetch = toyFetch(world.toyShop)): RunningEngine {
  const { shop, inventory, connection } = world
  const around = { shop, inventory, channels: under.channels, logger: quiet, fetch, timing, clock: systemClock }
  const engine = startChannelEngine({ ...around, connections: [connection] })
  engines.push(engine)
  return engine
}

const atWork = () => engines.map((engine) => engine.health()[0]?.atWork ?? false)

it("several processes on one connection never send more than its rate, and use it", async () => {
  const skus = Array.from({ length: 120 }, (_none, at) => `rate-${at}`)
  const world = new ModelWorld(under.channels, {
    skus,
    variant: { capacity: 20, perSecond: 20, batch: 2 },
    pageSize: 50,
  })
  for (const sku of skus) world.stock.set(sku, 7)
  for (let count = 0; count < 3; count += 1) start(world)
  await eventually(() => expect(world.shown()).toEqual(world.wanted()), 30_000)
  expect(world.toyShop.counts.overLimit).toBe(0)
  expect(atWork().filter((each) => each)).toHaveLength(1)
})

it("when the one at work goes silent another takes over, within the rate, and nothing is done twice", async () => {
  const skus = Array.from({ length: 60 }, (_none, at) => `over-${at}`)
  const world = new ModelWorld(under.channels, {
    skus,
    variant: { capacity: 20, perSecond: 20, batch: 2 },
    pageSize: 50,
  })
  for (const sku of skus) world.stock.set(sku, 7)
  start(world)
  await eventually(() => expect(world.shown()["over-20"]).toBe(7), 30_000)
  start(world)
  // As a killed process would be: its lease is not renewed any more, and somebody else's name stands there when it ends.
  await under.channels.holdConnection({ connectionId: world.connection.id, owner: "nobody", leaseMs: 1 })
  await engines[0]!.stop()
  world.stock.set("over-1", 3)
  await under.channels.markByItems(["over-1"])
  await eventually(() => expect(world.shown()).toEqual(world.wanted()), 30_000)
  expect(atWork()).toEqual([false, true])
  expect(world.toyShop.counts.overLimit).toBe(0)
})

describe("several connections", () => {
  const everything = () => engines.map((engine) => engine.health().filter(({ atWork: isAtWork }) => isAtWork).length)

  function startBoth(worlds: readonly ModelWorld[]): void {
    const [{ shop, inventory } = worlds[0]!] = worlds
    const connections = worlds.map(({ connection }) => connection)
    const channels = under.channels
    for (let count = 0; count < 2; count += 1) {
      // All of these shops are one: what is spread is who asks it.
      const around = { shop, inventory, channels, logger: quiet, fetch: toyFetch(worlds[0]!.toyShop), timing }
      engines.push(startChannelEngine({ ...around, connections }))
    }
  }

  it("are spread over the processes, and those of one that ends are the other's within seconds", async () => {
    const worlds = Array.from({ length: 4 }, () => new ModelWorld(under.channels, { skus: ["one"] }))
    startBoth(worlds)
    await eventually(() => expect(everything().reduce((sum, each) => sum + each, 0)).toBe(4))
    for (const count of everything()) expect(count).toBeGreaterThanOrEqual(1)
    await engines[0]!.stop()
    await eventually(() => expect(everything()).toEqual([0, 4]), 6_000)
  })
})

describe("the lease of a connection", () => {
  const hold = (connectionId: string, owner: string, leaseMs = 30_000) =>
    under.channels.holdConnection({ connectionId, owner, leaseMs })

  it("is one process's, whoever asks at once; who renews it keeps it", async () => {
    const connectionId = `lease-${randomUUID().slice(0, 8)}`
    await under.channels.openConnection({ connectionId, vendor: "toy" })
    const owners = Array.from({ length: 16 }, (_none, at) => `process-${at}`)
    const held = await Promise.all(owners.map((owner) => hold(connectionId, owner)))
    const winners = owners.filter((_owner, at) => held[at]?.held)
    expect(winners).toHaveLength(1)
    expect(await hold(connectionId, winners[0]!)).toEqual({ held: true, takenOverAfterMs: null })
  })

  it("is another's when it ends, with how long ago; released, at once", async () => {
    const connectionId = `lease-${randomUUID().slice(0, 8)}`
    await under.channels.openConnection({ connectionId, vendor: "toy" })
    await hold(connectionId, "killed", 1)
    await new Promise((resolve) => setTimeout(resolve, 20))
    const taken = await hold(connectionId, "next")
    expect(taken.held).toBe(true)
    expect(taken.takenOverAfterMs).toBeGreaterThan(0)
    await under.channels.releaseConnection({ connectionId, owner: "killed" })
    expect(await hold(connectionId, "third")).toMatchObject({ held: false })
    await under.channels.releaseConnection({ connectionId, owner: "next" })
    expect(await hold(connectionId, "third")).toMatchObject({ held: true })
  })
})

it("a burst of 50 sales of one article makes no more than three writes", async () => {
  const world = new ModelWorld(under.channels, { skus: ["burst"] })
  world.stock.set("burst", 100)
  const engine = start(world)
  await eventually(() => expect(world.shown()).toEqual({ burst: 100 }))
  const before = world.toyShop.counts.stockWrites
  const sell = async () => {
    await world.change("burst", -1)
    engine.wake(world.connection.id)
  }
  await Promise.all(Array.from({ length: 50 }, sell))
  await eventually(() => expect(world.shown()).toEqual({ burst: 50 }))
  expect(world.toyShop.counts.stockWrites - before).toBeLessThanOrEqual(3)
})
