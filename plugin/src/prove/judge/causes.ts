import { nameOfCause, type Entry, type IntentLine } from "../journal"
import type { Index } from "./by-intent"
import type { Finding } from "./finding"
import type { CauseRow } from "./tables"

/** The ledger by cause: each change is ascribed to who asked for it, once, and for as much as was asked. */
export function judgeCauses(entries: readonly Entry[], causes: readonly CauseRow[], index: Index): Finding[] {
  const told = new Map(causes.map((row) => [row.id, row]))
  return entries.flatMap((entry) => {
    if (!entry.intent.isTold) return []
    const name = nameOfCause(entry.intent.n)
    const row = told.get(name) ?? { id: name, on_hand: 0, reserved: 0, movements: 0 }
    const due = dueOf(entry, entries, index)
    if (due === null || isDue(entry, due, row)) return []
    const by = Math.abs(row.on_hand - due.on_hand) + Math.abs(row.reserved - due.reserved)
    const text = `${name}, ${entry.intent.act}, ${entry.ending.told}: the ledger ascribes ${figures(row)} to it, not ${figures(due)}`
    return [{ law: "drift" as const, by: Math.max(by, 1), text }]
  })
}

type Due = { readonly on_hand: number; readonly reserved: number }

/** What an intent changes when it is granted; null where other answers decide it. */
function dueOf({ intent }: Entry, entries: readonly Entry[], index: Index): Due | null {
  const units = unitsOf(intent.lines)
  switch (intent.act) {
    case "restock":
      return { on_hand: units, reserved: 0 }
    case "bind":
    case "create":
      return { on_hand: 0, reserved: units }
    case "reserve":
      return { on_hand: 0, reserved: unitsAtPlaces(intent.lines) }
    case "remove":
    case "release":
      return intent.of === null ? { on_hand: 0, reserved: 0 } : releasedOf(entries[intent.of]!, index)
    default:
      return { on_hand: 0, reserved: 0 }
  }
}

const unitsOf = (lines: readonly IntentLine[]) => lines.reduce((sum, { quantity }) => sum + quantity, 0)

/** Pool-scoped lines are set aside, which the ledger of what is reserved does not tell. */
const unitsAtPlaces = (lines: readonly IntentLine[]) => unitsOf(lines.filter(({ places }) => places.length === 1))

/** What was reserved at places when it was released; unknown while a binding of it is. */
function releasedOf({ intent }: Entry, index: Index): Due | null {
  const binds = index.followers(intent.n).filter((follower) => follower.intent.act === "bind")
  if (binds.some(({ ending }) => ending.told === "nothing")) return null
  const bound = binds.filter(({ ending }) => ending.told === "granted").flatMap((bind) => bind.intent.lines)
  return { on_hand: 0, reserved: -unitsAtPlaces(intent.lines) - unitsOf(bound) }
}

function isDue({ ending }: Entry, due: Due, row: CauseRow): boolean {
  const isAll = row.on_hand === due.on_hand && row.reserved === due.reserved
  const isNothing = row.on_hand === 0 && row.reserved === 0
  if (ending.told === "granted") return isAll
  return ending.told === "nothing" ? isAll || isNothing : isNothing
}

const figures = ({ on_hand, reserved }: Due) => `${on_hand} on hand and ${reserved} reserved`
