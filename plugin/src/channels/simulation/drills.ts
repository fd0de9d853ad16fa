import { fanOut } from "../fan-out"
import { handleOrder } from "../handle-order"
import { openChannel } from "../open-channel"
import { setUp } from "../set-up"
import type { Channel } from "../channel"
import { storeListings } from "../listings"
import { readPages } from "../read-pages"
import { random } from "../../prove/random"
import { Lifeline } from "./lifeline"
import { calm, drawPlan } from "./plan"
import type { EnginePorts, WrapPorts } from "./process"
import type { Breach } from "./verdict"
import { judgeOrders } from "./invariants/orders"
import { articleRef, placeRef, type Seller } from "./world/seller"
import { itemOf } from "./world/truth"
import { World } from "./world/world"

/** A moment that chance seldom draws, set up by hand: who does what, in which order, and who dies when. */
export interface Drill {
  readonly name: string
  /** Laws that did not hold. */
  run(seed: number, wrap: WrapPorts): Promise<readonly Breach[]>
}

const silent = () => undefined
const quiet = { debug: silent, info: silent, warn: silent }

export const drills: readonly Drill[] = [
  {
    name: "an old copy comes last",
    run: async (seed, wrap) => {
      const { world, channel, seller } = await ready(seed, wrap)
      const { order } = seller.shop.sell(articleRef(0), placeRef(0), 3)
      const before = await copyOf(seller, order.ref)
      seller.shop.edit(order.ref, { lineRef: order.lines[0]!.ref, quantity: 1 })
      await settled(world, handleOrder(channel, await copyOf(seller, order.ref)))
      await settled(world, handleOrder(channel, before))
      return breachesOf(world)
    },
  },
  {
    name: "two copies at the same moment",
    run: async (seed, wrap) => {
      const { world, channel, seller } = await ready(seed, wrap)
      const { order } = seller.shop.sell(articleRef(0), placeRef(0), 3)
      const before = await copyOf(seller, order.ref)
      seller.shop.edit(order.ref, { lineRef: order.lines[0]!.ref, quantity: 1 })
      const after = await copyOf(seller, order.ref)
      await settled(world, Promise.all([handleOrder(channel, before), handleOrder(channel, after)]))
      return breachesOf(world)
    },
  },
  {
    name: "a death between a change and its marks",
    run: async (seed, wrap) => {
      const { world } = await ready(seed, wrap)
      const ports = (life: Lifeline) => wrap(world.ports(life))
      const chance = random(seed)
      await settled(world, carryChanges(ports(new Lifeline(chance, world.clock, 0))))
      for (const row of world.tables.publications.values()) row.settledVersion = row.dirtyVersion
      world.truth.receive(0, 0, 5)
      const victim = new Lifeline(chance, world.clock, 0)
      victim.dieAfter(chance.between(1, 4), silent)
      void carryChanges(ports(victim)).catch(silent)
      await world.pass(world.timing.leaseMs + 1_000)
      await settled(world, carryChanges(ports(new Lifeline(chance, world.clock, 0))))
      const marked = [...world.tables.publications.values()].some(
        ({ stockRef, dirtyVersion, settledVersion }) => stockRef === articleRef(0) && dirtyVersion > settledVersion
      )
      const example = `${itemOf(0)} changed, and no channel was told.`
      return marked ? [] : [{ law: "a change of stock reaches the channels", example, count: 1 }]
    },
  },
]

const carryChanges = async ({ inventory, channels, clock }: EnginePorts) =>
  fanOut(inventory, channels, { owner: `drill ${clock.random()}`, leaseMs: 30_000 })

/** A world with one channel that is set up and known, and nobody at work on it. */
async function ready(seed: number, wrap: WrapPorts) {
  const channels = [{ publishing: { mode: "shared" as const }, variant: {} }]
  const facts = { channels, articles: 2, places: 1, stock: 20, events: 0, everyMs: 1_000 }
  const world = new World(drawPlan({ ...facts, seed, faults: { ...calm, callMsMax: 50 } }), { wrap })
  const ports = wrap(world.ports(new Lifeline(random(seed), world.clock, 50)))
  const seller = world.sellers[0]!
  const [connection] = Array.isArray(ports.connections) ? ports.connections : []
  const channel = openChannel({ ...ports, timing: world.timing, owner: "drill", logger: quiet }, connection!)
  await settled(world, setUp(channel))
  await settled(world, readListings(channel))
  seller.shop.count(articleRef(0), placeRef(0), 20)
  return { world, channel, seller }
}

async function readListings(channel: Channel): Promise<void> {
  for await (const { items } of readPages(channel, "listings", null)) await storeListings(channel, items)
}

async function copyOf(seller: Seller, orderRef: string) {
  const order = (await seller.orders()).find(({ ref }) => ref === orderRef)
  if (!order) throw new Error(`The channel has no order ${orderRef}.`)
  return order
}

/** Longer than anything takes. */
const minutesMax = 60

/** Passes time until something is done. */
async function settled<T>(world: World, work: Promise<T>): Promise<T> {
  const state = { isDone: false }
  const watched = work.finally(() => (state.isDone = true))
  watched.catch(silent)
  for (let minute = 0; minute < minutesMax && !state.isDone; minute += 1) await world.pass(60_000)
  return watched
}

const breachesOf = async (world: World): Promise<readonly Breach[]> =>
  (await judgeOrders(world)).flatMap(({ law, breaches }) =>
    breaches[0] === undefined ? [] : [{ law, example: breaches[0], count: breaches.length }]
  )
