import { promise, type ComponentRules } from "../../src/domain/availability"
import type { RandomShop } from "./random-shop"

/** What the pure judgement says of one article of a shop; rules are looked up here in the plainest way. */
export function judgeByHand(shop: RandomShop, article: RandomShop["articles"][number]) {
  const served = [0, 1, 2, 3]
    .map((location) => ({ location, ship: serves(shop, location, "ship"), pickup: serves(shop, location, "pickup") }))
    .filter(({ ship, pickup }) => ship || pickup)
  const rules = article.flatMap((part) => shop.asked.map((channel) => rulesOf(shop, part, channel)))
  const over = (places: readonly { location: number }[]) => {
    const locations = places.map(({ location }) => ({
      locationId: String(location),
      components: article.map(({ item, requiredQuantity }) => ({
        requiredQuantity,
        ...termsOf(shop, item, location),
      })),
    }))
    return promise({ locations, rules })
  }
  return {
    served,
    any: over(served),
    ship: over(served.filter(({ ship }) => ship)),
    pickup: over(served.filter(({ pickup }) => pickup)),
  }
}

function termsOf(shop: RandomShop, item: number, location: number) {
  const level = shop.levels.find((each) => each.item === item && each.location === location)
  const rules = shop.safety.filter((each) => each.location === location)
  const rule = rules.find((each) => each.item === item) ?? rules.find((each) => each.item === null)
  return {
    onHand: level?.onHand ?? 0,
    reserved: level?.reserved ?? 0,
    held: level?.living ?? 0,
    unrouted: level?.unrouted ?? 0,
    safetyStock: level ? (rule?.quantity ?? 0) : 0,
  }
}

function serves(shop: RandomShop, location: number, method: "ship" | "pickup"): boolean {
  const rules = shop.services.filter((each) => each.location === location && each.method === method)
  const linked = shop.links.filter((each) => each.location === location && shop.asked.includes(each.channel))
  return linked.some(({ channel }) => {
    const rule = rules.find((each) => each.channel === channel) ?? rules.find((each) => each.channel === null)
    return rule?.enabled ?? true
  })
}

type Part = RandomShop["articles"][number][number]

function rulesOf(shop: RandomShop, { item, requiredQuantity }: Part, channel: number): ComponentRules {
  const ofItem = <T extends { channel: number; item: number | null }>(rules: readonly T[], of: number) => {
    const own = rules.filter((each) => each.channel === of)
    return own.find((each) => each.item === item) ?? own.find((each) => each.item === null) ?? null
  }
  const splits = [0, 1, 2].flatMap((each) => {
    const rule = ofItem(shop.allocations, each)
    return rule?.kind === "split" ? [rule] : []
  })
  const allocation = ofItem(shop.allocations, channel)
  const pooled = [0, 1, 2, 3].reduce((sum, location) => {
    const { onHand, reserved, held, unrouted, safetyStock } = termsOf(shop, item, location)
    return sum + Math.max(0, onHand - reserved - held - unrouted - safetyStock)
  }, 0)
  return {
    requiredQuantity,
    buffer: ofItem(shop.buffers, channel),
    allocation:
      allocation?.kind === "fixed"
        ? { kind: "fixed", quantity: allocation.quantity }
        : allocation && { kind: allocation.kind, percent: allocation.quantity },
    split:
      splits.length === 0
        ? null
        : {
            percent: splits.reduce((sum, { quantity }) => sum + quantity, 0),
            below: Math.max(...splits.map(({ below }) => below)),
            pooled: Math.round(pooled * 1e6) / 1e6,
          },
  }
}
