import { silentLog } from "@anyshelf/connector-kit"
import { toy, toyFetch, ToyShop } from "@anyshelf/connector-kit/toy"
import { random } from "../prove/random"
import { channelMemory, createTables } from "./simulation/memory"
import { VirtualClock } from "./simulation/virtual-clock"
import type { EngineStock, Shop } from "./shop"
import { startChannelEngine } from "./start-channel-engine"

jest.setTimeout(120_000)

const startsAt = Date.parse("2026-11-23T08:00:00.000Z")
const perSecond = 10
const rate = { capacity: 10, perSecond, batch: 1 }

/** A whole engine on a shop with a long backlog, in virtual time, and when each request left it. */
function startOn(skus: number) {
  const clock = new VirtualClock(random(7), startsAt)
  const articles = Array.from({ length: skus }, (_none, at) => ({ ref: `s${at}`, title: `s${at}`, sku: `s${at}` }))
  const secrets = { token: "t", webhookSecret: "w" }
  const locations = { web: "Warehouse" }
  const shop = new ToyShop({ ...secrets, articles, locations, now: clock.now, variant: rate, pageSize: 250 })
  const sent: number[] = []
  let answer: (() => Response) | null = null
  const reach = toyFetch(shop)
  const engine = startChannelEngine({
    clock,
    shop: catalogue,
    inventory: fullShelf,
    channels: channelMemory(createTables(clock.now)),
    logger: silentLog,
    connections: [toy({ id: "paced", url: "http://toy.test", salesChannel: "Web", variant: shop.variant, ...secrets })],
    fetch: async (input, init) => {
      sent.push(clock.now())
      return answer ? answer() : reach(input, init)
    },
  })
  const pass = (ms: number) => clock.runUntil(clock.now() + ms)
  return {
    ...{ shop, clock, engine, pass },
    answers: (with_: (() => Response) | null) => void (answer = with_),
    /** Requests sent from one instant up to another. */
    between: (from: number, to: number) => sent.filter((at) => at >= from && at < to),
    /** Until the channel answers again, in steps of 50 ms; gives when. */
    untilBack: async () => {
      for (let step = 0; step < 2_000 && engine.health()[0]?.circuit !== "closed"; step += 1) await pass(50)
      return clock.now()
    },
    end: async () => {
      const ending = engine.stop()
      await pass(60_000)
      await ending
    },
  }
}

const catalogue = {
  findVariants: async ({ skus }) =>
    skus.map((sku) => {
      const components = [{ inventoryItemId: sku, requiredQuantity: 1 }]
      return { variantId: sku, sku, barcode: null, tracked: true, components }
    }),
  listSalesChannels: async () => [{ id: "sc", name: "Web", locations: [{ id: "sloc", name: "Warehouse" }] }],
} as Partial<Shop> as Shop

const fullShelf = {
  claimChanges: async () => [],
  settleChanges: async () => undefined,
  readSalesVelocity: async () => [],
  readPromises: async ({ articles, places }) => ({
    asOf: new Date(startsAt),
    served: places.map(({ locationId }) => ({ locationId, ship: true, pickup: true })),
    promises: articles.map(({ id }) => {
      const total = { quantity: 7, locations: 7, channelBuffer: 0, allocation: null }
      const here = places.map(({ locationId }) => ({ locationId, quantity: 7, updatedAt: null, terms: [] }))
      return { id, any: total, ship: total, pickup: total, places: here }
    }),
  }),
} as Partial<EngineStock> as EngineStock

const away = () => {
  throw new TypeError("connection refused")
}

test("after an outage the rate comes back from a twentieth to the whole within a minute, and from the start after a relapse", async () => {
  const world = startOn(1_500)
  await world.pass(20_000)
  expect(world.shop.counts.stockWrites).toBeGreaterThan(0)
  world.answers(away)
  await world.pass(20_000)
  world.answers(null)
  const perSecondIn = (from: number, ms: number) => world.between(from, from + ms).length / (ms / 1_000)

  const first = await world.untilBack()
  await world.pass(30_000)
  const early = perSecondIn(first, 10_000)
  const later = perSecondIn(first + 20_000, 10_000)
  expect(early).toBeLessThan(perSecond * 0.25)
  expect(later).toBeGreaterThan(early * 1.5)
  expect(later).toBeLessThan(perSecond * 0.6)

  world.answers(away)
  await world.pass(5_000)
  world.answers(null)
  const again = await world.untilBack()
  await world.pass(90_000)
  expect(perSecondIn(again, 10_000)).toBeLessThan(perSecond * 0.25)
  expect(perSecondIn(again + 65_000, 20_000)).toBeGreaterThanOrEqual(perSecond * 0.95)
  expect(world.shop.counts.overLimit).toBe(0)
  await world.end()
})

test.each([
  ["in seconds", () => "20", 20_000],
  ["as a date", (now: number) => new Date(now + 30_000).toUTCString(), 30_000],
  ["not at all", () => null, 1_000],
])("a channel that asks for patience, %s, is left alone so long and hardly longer", async (_how, said, restMs) => {
  const world = startOn(400)
  await world.pass(15_000)
  expect(world.shop.counts.stockWrites).toBeGreaterThan(0)
  // A date has whole seconds.
  await world.pass(1_000 - (world.clock.now() % 1_000))
  let refusedAt = 0
  world.answers(() => {
    if (refusedAt === 0) refusedAt = world.clock.now()
    world.answers(null)
    const header = said(Math.floor(refusedAt / 1_000) * 1_000)
    return new Response("{}", { status: 429, ...(header !== null && { headers: { "retry-after": header } }) })
  })
  await world.pass(40_000)
  const next = world.between(refusedAt + 1, Infinity)[0] ?? Infinity
  const wait = next - refusedAt
  expect(wait).toBeGreaterThanOrEqual(restMs - 1_000 * Number(restMs === 30_000))
  expect(wait).toBeLessThanOrEqual(restMs * 1.1)
  await world.end()
})
