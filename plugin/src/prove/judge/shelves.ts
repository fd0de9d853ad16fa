import type { Entry } from "../journal"
import type { Finding } from "./finding"
import type { PairRow } from "./tables"

/** What a level had before the storm. */
export interface Opening {
  readonly item: string
  readonly place: string
  readonly onHand: number
}

/** What is on each shelf against what was put there: deliveries that were acknowledged, and perhaps those nobody was told of. */
export function judgeShelves(
  entries: readonly Entry[],
  pairs: readonly PairRow[],
  opening: readonly Opening[]
): Finding[] {
  const due = new Map(opening.map(({ item, place, onHand }) => [keyOf(item, place), { least: onHand, most: onHand }]))
  for (const { intent, ending } of entries) {
    if (intent.act !== "restock" || (ending.told !== "granted" && ending.told !== "nothing")) continue
    for (const { item, places, quantity } of intent.lines) {
      const shelf = due.get(keyOf(item, places[0]!))
      if (!shelf) continue
      shelf.most += quantity
      if (ending.told === "granted") shelf.least += quantity
    }
  }
  return pairs.flatMap(({ item, place, on_hand }): Finding[] => {
    const { least, most } = due.get(keyOf(item, place)) ?? { least: 0, most: 0 }
    if (on_hand >= least && on_hand <= most) return []
    const by = on_hand < least ? least - on_hand : on_hand - most
    return [
      {
        law: on_hand < least ? "lost" : "drift",
        by,
        text: `${item} at ${place}: ${on_hand} on hand, ${least} to ${most} delivered`,
      },
    ]
  })
}

const keyOf = (item: string, place: string) => JSON.stringify([item, place])
