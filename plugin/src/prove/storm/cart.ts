import type { IntentLine } from "../journal"
import type { StormPlan } from "../plan"
import type { Random } from "../random"
import type { Item, Shelves } from "./shelves"

/** What buyers like: hot items in two of five lines. */
const hotShare = 0.4

/** Fills a cart: mostly one line, sometimes several, now and then the same item twice. */
export function fillCart(shelves: Shelves, plan: StormPlan, chance: Random, isPooled = false): IntentLine[] {
  const count = chance.happens(plan.multiLineShare) ? chance.between(2, 4) : 1
  const lines: IntentLine[] = []
  for (let line = 0; line < count; line += 1) {
    const again = lines[0] && chance.happens(0.05) ? lines[0].item : undefined
    const item = again ? itemOf(shelves, again) : pickItem(shelves, chance)
    const places = isPooled ? item.places : [chance.pick(item.places)]
    lines.push({ item: item.id, places, quantity: chance.happens(0.8) ? 1 : chance.between(2, 5) })
  }
  return lines
}

const pickItem = (shelves: Shelves, chance: Random): Item =>
  chance.pick(chance.happens(hotShare) ? shelves.hot : shelves.normal)

const itemOf = ({ hot, normal }: Shelves, id: string): Item =>
  hot.find((item) => item.id === id) ?? normal.find((item) => item.id === id)!
