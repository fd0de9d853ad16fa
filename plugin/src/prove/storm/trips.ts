import { setTimeout as wait } from "node:timers/promises"
import type { Ending, Intent, IntentLine, PlannedIntent } from "../journal"
import type { StormPlan } from "../plan"
import type { Random } from "../random"
import { fillCart } from "./cart"
import type { Desk } from "./desk"
import type { Shelves } from "./shelves"

/** A buyer on one trip through the shop, under a name of its own. */
export interface Buyer {
  readonly name: string
  readonly desk: Pick<Desk, "ask">
  readonly shelves: Shelves
  readonly plan: StormPlan
  readonly chance: Random
}

type Trip = (buyer: Buyer) => Promise<void>

/** What buyers do, and how often of a hundred. */
const trips: readonly (readonly [Trip, number])[] = [
  [buyAtOnce, 41],
  [holdThenBuy, 32],
  [holdThenLeave, 8],
  [changeCart, 4],
  [buyFromPool, 4],
  [buyThroughCore, 10],
  [deliver, 1],
]

/** One trip, drawn by chance. */
export async function shop(buyer: Buyer): Promise<void> {
  let drawn = buyer.chance.between(1, 100)
  for (const [trip, share] of trips) {
    drawn -= share
    if (drawn <= 0) return trip(buyer)
  }
}

async function buyAtOnce(buyer: Buyer): Promise<void> {
  const bought = await ask(buyer, { act: "reserve", lines: cart(buyer) })
  if (bought.ending.told === "granted" && buyer.chance.happens(0.1)) await giveBack(buyer, bought.intent)
}

/** A checkout: the cart holds, thinks, perhaps takes longer, and buys what it holds. */
async function holdThenBuy(buyer: Buyer): Promise<void> {
  const { chance } = buyer
  const isLate = chance.happens(0.01)
  const ttlMs = isLate ? buyer.plan.ttlMs.from : ttl(buyer)
  const held = await ask(buyer, { act: "hold", owner: buyer.name, lines: cart(buyer, chance.happens(0.04)), ttlMs })
  if (held.ending.told !== "granted") return
  await wait(isLate ? ttlMs + 50 : chance.between(0, 40))
  if (!isLate && chance.happens(0.05)) {
    const { ending } = await ask(buyer, { act: "extend", owner: buyer.name, ttlMs })
    if (ending.told === "nothing") return
  }
  const bought = await ask(buyer, {
    act: "reserve",
    owner: buyer.name,
    lines: held.intent.lines,
    hold: held.intent.n,
  })
  if (bought.ending.told === "granted" && chance.happens(0.1)) await giveBack(buyer, bought.intent)
}

/** The cart is left standing: what it holds must come free by itself. */
async function holdThenLeave(buyer: Buyer): Promise<void> {
  await ask(buyer, { act: "hold", owner: buyer.name, lines: cart(buyer), ttlMs: ttl(buyer) })
}

/** The cart is filled anew, then emptied: by letting go, or by holding nothing. */
async function changeCart(buyer: Buyer): Promise<void> {
  const owner = buyer.name
  for (let fillings = 0; fillings < 2; fillings += 1) {
    const { ending } = await ask(buyer, { act: "hold", owner, lines: cart(buyer), ttlMs: ttl(buyer) })
    if (ending.told !== "granted" && ending.told !== "refused") return
  }
  if (buyer.chance.happens(0.5)) await ask(buyer, { act: "release", owner })
  else await ask(buyer, { act: "hold", owner, ttlMs: ttl(buyer) })
}

/** Reserved from any place that has it, then bound to one or two of them. */
async function buyFromPool(buyer: Buyer): Promise<void> {
  const { chance } = buyer
  const bought = await ask(buyer, { act: "reserve", lines: cart(buyer, true) })
  if (bought.ending.told !== "granted") return
  if (chance.happens(0.7)) {
    const ofLine = chance.between(0, bought.intent.lines.length - 1)
    const lines = bindingOf(bought.intent.lines[ofLine]!, chance)
    const { ending } = await ask(buyer, { act: "bind", of: bought.intent.n, ofLine, lines })
    if (ending.told === "nothing") return
  }
  if (chance.happens(0.3)) await giveBack(buyer, bought.intent)
}

/** As Medusa's own workflows do it: by the methods of core, without keys. */
async function buyThroughCore(buyer: Buyer): Promise<void> {
  const bought = await ask(buyer, { act: "create", lines: cart(buyer) })
  if (bought.ending.told !== "granted" || !buyer.chance.happens(0.1)) return
  await ask(buyer, { act: "remove", of: bought.intent.n, lines: bought.intent.lines })
}

async function deliver(buyer: Buyer): Promise<void> {
  const { chance, shelves } = buyer
  const isHot = chance.happens(0.5)
  const item = chance.pick(isHot ? shelves.hot : shelves.normal)
  const line = { item: item.id, places: [chance.pick(item.places)], quantity: chance.between(1, isHot ? 40 : 5) }
  await ask(buyer, { act: "restock", lines: [line], isTold: true })
}

const giveBack = (buyer: Buyer, bought: Intent) => ask(buyer, { act: "release", of: bought.n, lines: bought.lines })

/** Some of a line's units at one or two places; what is left stays in the pool. */
function bindingOf({ item, places, quantity }: IntentLine, chance: Random): IntentLine[] {
  const first = chance.between(1, quantity)
  const rest = quantity - first
  const [one, other] = chance.happens(0.5) ? [places[0]!, places[1]!] : [places[1]!, places[0]!]
  const bound = [{ item, places: [one], quantity: first }]
  return rest > 0 && chance.happens(0.6) ? [...bound, { item, places: [other], quantity: rest }] : bound
}

const cart = (buyer: Buyer, isPooled = false) => fillCart(buyer.shelves, buyer.plan, buyer.chance, isPooled)
const ttl = ({ plan, chance }: Buyer) => chance.between(plan.ttlMs.from, plan.ttlMs.to)

/** Asks; half of all intents are told to the ledger by name. */
const ask = (
  { desk, chance }: Buyer,
  intent: Pick<PlannedIntent, "act"> & Partial<PlannedIntent>
): Promise<{ intent: Intent; ending: Ending }> =>
  desk.ask(
    { owner: null, lines: [], of: null, ofLine: null, ttlMs: null, hold: null, isTold: chance.happens(0.5), ...intent },
    chance
  )
