import { range } from "../world/seller"
import { itemOf } from "../world/truth"
import type { Judgement } from "../verdict"
import type { World } from "../world/world"

/** What is on our shelves is what was put there, and what is promised is the sum of the promises. */
export function judgeStock({ plan, shelf, truth }: World): Judgement[] {
  const promised = new Map<string, number>()
  for (const { itemId, quantity } of shelf.allReservations())
    promised.set(itemId, (promised.get(itemId) ?? 0) + quantity)
  const breaches = range(plan.articles).flatMap((article) => {
    const item = itemOf(article)
    const [stocked, supplied] = [shelf.stocked(item), truth.supplied.get(article) ?? 0]
    const [reserved, sum] = [shelf.reserved(item), promised.get(item) ?? 0]
    return [
      ...(stocked === supplied ? [] : [`${item}: ${supplied} were put on shelves, ${stocked} are there.`]),
      ...(reserved === sum ? [] : [`${item}: ${reserved} are counted as promised, promises sum to ${sum}.`]),
    ]
  })
  return [{ law: "stock is conserved", breaches }]
}
