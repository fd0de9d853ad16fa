import { released, unchanged } from "../../src/domain/channels/judge-result"
import { bootChannels, list, type ChannelsUnderTest } from "./support/channels-module"

jest.setTimeout(60_000)

let under: ChannelsUnderTest
beforeAll(async () => void (under = await bootChannels()))
afterAll(() => under.close())

const workers = Array.from({ length: 16 }, (_none, index) => `worker-${index}`)
const claim = (connectionId: string, owner: string, limit = 25, leaseMs = 30_000) =>
  under.channels.claimPublications({ connectionId, owner, limit, leaseMs })

describe("publications", () => {
  it("are each claimed by one of 16 workers, whoever asks at once", async () => {
    await list(under.channels, "crowd", 200)
    const claims = (await Promise.all(workers.map((owner) => claim("crowd", owner)))).flat()
    const ids = claims.map(({ id }) => id)
    expect(ids.length).toBe(200)
    expect(new Set(ids).size).toBe(200)
    expect(await claim("crowd", "late")).toEqual([])
  })

  it("are free again when the lease of a killed worker ends, and its late outcome changes nothing", async () => {
    await list(under.channels, "killed", 1)
    const [first] = await claim("killed", "killed-worker", 1, 1)
    await new Promise((resolve) => setTimeout(resolve, 20))
    const [second] = await claim("killed", "next-worker")
    expect(second?.id).toBe(first?.id)
    const intent = { id: first!.id, key: "k", quantity: 1, expected: 0, sequence: 1 }
    expect(await under.channels.recordIntents("killed-worker", [intent])).toEqual(new Set())
    await under.channels.recordOutcomes("killed-worker", [unchanged(first!)])
    await under.channels.recordOutcomes("next-worker", [released(second!)])
    expect(await claim("killed", "third-worker")).toHaveLength(1)
  })

  it("stay due when stock changes while they are being sent", async () => {
    await list(under.channels, "busy", 1)
    const [due] = await claim("busy", "a")
    await under.channels.markByItems(["iitem_ref-0"])
    await under.channels.recordOutcomes("a", [unchanged(due!)])
    const [again] = await claim("busy", "a")
    expect(again?.dirtyVersion).toBeGreaterThan(due!.dirtyVersion)
    await under.channels.recordOutcomes("a", [unchanged(again!)])
    expect(await claim("busy", "a")).toEqual([])
  })

  it("with a command of unknown outcome come back with that command", async () => {
    await list(under.channels, "unsure", 1)
    const [due] = await claim("unsure", "a")
    await under.channels.recordIntents("a", [{ id: due!.id, key: "k1", quantity: 4, expected: null, sequence: 1 }])
    await under.channels.recordOutcomes("a", [released(due!)])
    const [again] = await claim("unsure", "a")
    expect(again).toMatchObject({ sequence: 1, pending: { key: "k1", quantity: 4, expected: null, confirm: null } })
  })

  it("of a fresh sale go before those that wait for less", async () => {
    await list(under.channels, "order", 3)
    await under.channels.markByItems(["iitem_ref-2"])
    const [first] = await claim("order", "a", 1)
    expect(first?.stockRef).toBe("ref-2")
  })

  it("are told of a number that the channel changed, and not of our own", async () => {
    await list(under.channels, "echo", 1)
    const level = { connectionId: "echo", stockRef: "ref-0", locationRef: "web" }
    expect(await under.channels.observeStock({ ...level, available: 4 })).toBe(true)
    const [due] = await claim("echo", "a")
    expect(due).toMatchObject({ confirmedQuantity: 4, drainFirst: true })
    await under.channels.recordOutcomes("a", [unchanged(due!)])
    expect(await under.channels.observeStock({ ...level, available: 4 })).toBe(false)
    expect(await claim("echo", "a")).toEqual([])
  })

  it("that were given up come back when they are revived, and their task is closed", async () => {
    await list(under.channels, "poison", 1)
    const [due] = await claim("poison", "a")
    await under.channels.recordOutcomes("a", [
      { ...unchanged(due!), settledVersion: null, state: "poisoned", error: "No." },
    ])
    const task = { connectionId: "poison", kind: "stock-refused" as const, subject: "ref-0@web", reason: "No." }
    await under.channels.openTasks([task, task])
    await under.channels.openTasks([task])
    expect(await claim("poison", "a")).toEqual([])
    await under.channels.revivePublications({ connectionId: "poison" })
    expect(await claim("poison", "a")).toHaveLength(1)
    const tasks = await under.channels.listChannelTasks({ connection_id: "poison" })
    expect(tasks.map(({ closed_at }) => closed_at !== null)).toEqual([true])
  })

  it("are gone with their listing, and with their place", async () => {
    await list(under.channels, "gone", 2)
    await under.channels.removeListings("gone", ["ref-0"])
    expect(await claim("gone", "a")).toHaveLength(1)
    await list(under.channels, "moved", 1)
    await under.channels.removeOtherPlaces("moved", ["store"])
    expect(await claim("moved", "a")).toEqual([])
  })
})

describe("the inbox", () => {
  const hints = [{ feed: "orders", ref: "17" }]

  it("takes a webhook once, though it comes 16 times at once", async () => {
    const receive = () => under.channels.receiveWebhook({ connectionId: "inbox", dedupe: "event-1", hints })
    const news = await Promise.all(workers.map(receive))
    expect(news.filter(Boolean)).toHaveLength(1)
  })

  it("gives each webhook to one of 16 workers, and orders apart from all else", async () => {
    for (let index = 0; index < 40; index += 1)
      await under.channels.receiveWebhook({ connectionId: "many", dedupe: `event-${index}`, hints })
    const echo = [{ feed: "stock", ref: "a@b" }]
    await under.channels.receiveWebhook({ connectionId: "many", dedupe: "echo", hints: echo })
    const request = { connectionId: "many", orders: true, limit: 5, leaseMs: 30_000 }
    const claims = (
      await Promise.all(workers.map((owner) => under.channels.claimWebhooks({ ...request, owner })))
    ).flat()
    expect(new Set(claims.map(({ id }) => id)).size).toBe(40)
    expect(claims).toHaveLength(40)
    const others = await under.channels.claimWebhooks({ ...request, orders: false, owner: "a" })
    expect(others.map((each) => each.hints)).toEqual([echo])
  })

  it("lets go of what is settled, and tries again later what is postponed", async () => {
    await under.channels.receiveWebhook({ connectionId: "later", dedupe: "event-1", hints })
    const request = { connectionId: "later", orders: true, owner: "a", limit: 5, leaseMs: 30_000 }
    const [item] = await under.channels.claimWebhooks(request)
    await under.channels.postponeWebhook({ id: item!.id, owner: "a", afterMs: 1, counts: true, error: "busy" })
    await new Promise((resolve) => setTimeout(resolve, 20))
    const [again] = await under.channels.claimWebhooks(request)
    expect(again).toMatchObject({ id: item!.id, attempts: 2 })
    await under.channels.settleWebhooks({ ids: [again!.id], owner: "a" })
    expect(await under.channels.claimWebhooks(request)).toEqual([])
  })
})

describe("an order's record", () => {
  const order = {
    connectionId: "shop",
    externalId: "17",
    number: "#17",
    updatedAt: "2026-11-23T10:00:00.000Z",
    payload: { a: 1 },
  }

  it("is one row with one origin, however often it is told", async () => {
    const rows = await Promise.all(workers.map(() => under.channels.receiveOrder(order)))
    expect(new Set(rows.map(({ id }) => id)).size).toBe(1)
  })

  it("is not overwritten by an older copy", async () => {
    await under.channels.receiveOrder({ ...order, updatedAt: "2026-11-23T11:00:00.000Z", payload: { newer: true } })
    const row = await under.channels.receiveOrder({ ...order, number: "#other", payload: { older: true } })
    expect(row.externalUpdatedAt).toEqual(new Date("2026-11-23T11:00:00.000Z"))
    const [stored] = await under.channels.listChannelRecords({ external_id: "17" })
    expect(stored).toMatchObject({ payload: { newer: true }, origin: { number: "#17" }, external_number: "#17" })
  })

  it("stays cancelled", async () => {
    const { id } = await under.channels.receiveOrder(order)
    await under.channels.settleOrder({ id, state: "cancelled" })
    await under.channels.settleOrder({ id, state: "imported", orderId: "order_1", applied: { "1": 2 } })
    const row = await under.channels.readOrderRecord({ connectionId: "shop", externalId: "17" })
    expect(row).toMatchObject({ state: "cancelled", orderId: null })
  })

  it("of an order from before the connection is held, and an imported one is not", async () => {
    const { id } = await under.channels.receiveOrder({ ...order, externalId: "18" })
    await under.channels.settleOrder({ id, state: "imported" })
    const { updatedAt, number } = order
    await under.channels.holdOrders(
      "shop",
      ["18", "19"].map((externalId) => ({ externalId, number, updatedAt }))
    )
    const states = await Promise.all(
      ["18", "19"].map((externalId) => under.channels.readOrderRecord({ connectionId: "shop", externalId }))
    )
    expect(states.map((row) => row?.state)).toEqual(["imported", "held"])
  })
})

it("health counts what waits, how long, and what is wrong", async () => {
  await under.channels.openConnection({ connectionId: "sick", vendor: "toy" })
  await list(under.channels, "sick", 3)
  const [due] = await claim("sick", "a", 1)
  await under.channels.recordOutcomes("a", [
    { ...unchanged(due!), settledVersion: null, state: "poisoned", error: "No." },
  ])
  await under.channels.receiveWebhook({ connectionId: "sick", dedupe: "1", hints: [{ feed: "orders", ref: "1" }] })
  const health = (await under.channels.readHealth()).find(({ connectionId }) => connectionId === "sick")
  expect(health).toMatchObject({
    status: "disconnected",
    queueDepth: 2,
    poisoned: 1,
    inboxDepth: 1,
    drift: 0,
    openTasks: 0,
    live: null,
  })
  expect(health?.listings).toEqual({ mapped: 3, unmatched: 0, ambiguous: 0, untracked: 0 })
  expect(health?.lagMs).toBeGreaterThan(0)
})
