import type { Finding } from "./finding"
import type { PairRow } from "./tables"

/** The books of each level: never more given away than there is, and every figure what its rows add up to. */
export const judgeBooks = (pairs: readonly PairRow[]): Finding[] =>
  pairs.flatMap((pair) => [...oversold(pair), ...drift(pair)])

/** Counted from the rows, since a counter that lost an update looks right. */
function oversold(pair: PairRow): Finding[] {
  const now = pair.sum_reserved + pair.sum_unrouted + pair.sum_living - pair.on_hand
  const by = Math.max(now, pair.most_over)
  if (by <= 0) return []
  const given = `${pair.sum_reserved} reserved, ${pair.sum_unrouted} in pools, ${pair.sum_living} held`
  return [
    { law: "oversold", by, text: `${nameOf(pair)}: ${given} of ${pair.on_hand} on hand; at worst ${by} too many` },
  ]
}

function drift(pair: PairRow): Finding[] {
  const shouldEqual: [string, number, number][] = [
    ["on hand and the fold of the ledger", pair.on_hand, pair.fold_on_hand],
    ["reserved and the fold of the ledger", pair.reserved, pair.fold_reserved],
    ["reserved and the sum of its reservations", pair.reserved, pair.sum_reserved],
    ["held and the sum of its holds", pair.held, pair.sum_held],
    ["unrouted and the sum of its pool-scoped reservations", pair.unrouted, pair.sum_unrouted],
    ["its version and the last of the ledger", pair.version, pair.last_version],
    ["its movements and their last version", pair.movements, pair.last_version],
    ["movements that do not begin where the last one ended, and none", pair.breaks, 0],
    ["raw figures that differ from theirs, and none", pair.is_raw_right ? 0 : 1, 0],
  ]
  return shouldEqual
    .filter(([, one, other]) => one !== other)
    .map(([what, one, other]) => ({
      law: "drift",
      by: one - other,
      text: `${nameOf(pair)}: ${what} differ: ${one} and ${other}`,
    }))
}

const nameOf = ({ item, place }: PairRow) => `${item} at ${place}`
