import { judgeCommands } from "./invariants/commands"
import { judgeNumbers } from "./invariants/numbers"
import { judgeOrders } from "./invariants/orders"
import { judgePromises } from "./invariants/promises"
import { judgeQueues } from "./invariants/queues"
import { judgeRequests } from "./invariants/requests"
import { judgeSales } from "./invariants/sales"
import { judgeStock } from "./invariants/stock"
import type { World } from "./world/world"

/** A law that did not hold, with an example. */
export interface Breach {
  readonly law: string
  readonly example: string
  readonly count: number
}

/** What a law found: one sentence for each time it did not hold. */
export interface Judgement {
  readonly law: string
  readonly breaches: readonly string[]
}

/** Nobody has anything to do any more, as far as numbers tell. */
export const isQuiet = (world: World): boolean => judgeNumbers(world).every(({ breaches }) => breaches.length === 0)

/** Judges a world that has come to rest. */
export async function judge(world: World): Promise<Breach[]> {
  const judgements = [
    ...(await judgeOrders(world)),
    ...judgeStock(world),
    ...judgeNumbers(world),
    ...judgeSales(world),
    ...judgeRequests(world),
    ...judgeQueues(world),
    ...judgeCommands(world),
    ...judgePromises(world),
  ]
  return judgements.flatMap(({ law, breaches }) =>
    breaches[0] === undefined ? [] : [{ law, example: breaches[0], count: breaches.length }]
  )
}
