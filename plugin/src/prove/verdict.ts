import type { Entry } from "./journal"
import { judgeAnswers } from "./judge/answers"
import { judgeBindings } from "./judge/bindings"
import { judgeBooks } from "./judge/books"
import { indexByIntent } from "./judge/by-intent"
import { judgeCauses } from "./judge/causes"
import type { Finding } from "./judge/finding"
import { judgeHolds, judgeHonour } from "./judge/holds"
import { judgeReservations } from "./judge/reservations"
import { judgeShelves, type Opening } from "./judge/shelves"
import type { Tables } from "./judge/tables"

/**
 * Holds what the database says against what everybody was told. Pure: the journal of those who asked on one side, the rows
 * on the other, and every difference between them is a finding.
 */
export function judgeStorm(entries: readonly Entry[], tables: Tables, opening: readonly Opening[]): Finding[] {
  const index = indexByIntent(entries, tables)
  return [
    ...judgeBooks(tables.pairs),
    ...judgeShelves(entries, tables.pairs, opening),
    ...judgeReservations(entries, index),
    ...judgeBindings(entries, index),
    ...judgeHolds(entries, index, tables.at),
    ...judgeHonour(entries),
    ...judgeAnswers(entries, tables.keys),
    ...judgeCauses(entries, tables.causes, index),
    ...index.strangers.map((text): Finding => ({ law: "ghost", by: 1, text: `nobody asked for: ${text}` })),
  ]
}
