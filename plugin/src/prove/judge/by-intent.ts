import { readNameOfLine, type Entry } from "../journal"
import type { ClaimRow, ReservationRow, Tables } from "./tables"

/** What lies in the database for one line of an intent. */
export interface Found {
  /** Medusa's reservations, deleted ones included. */
  readonly reservations: ReservationRow[]
  readonly holds: ClaimRow[]
  readonly pooled: ClaimRow[]
}

/** The rows of a storm by the intent that made them, and the entries that refer to another one. */
export interface Index {
  found(n: number, line: number): Found
  /** Rows that no intent of this storm accounts for. */
  readonly strangers: readonly string[]
  /** What was asked about a reservation after it was made. */
  followers(n: number): readonly Entry[]
}

const nothing: Found = { reservations: [], holds: [], pooled: [] }

export function indexByIntent(entries: readonly Entry[], tables: Tables): Index {
  const found = new Map<string, Found>()
  const strangers: string[] = []
  const add = (line: string | null, what: string, put: (into: Found) => unknown) => {
    const name = readNameOfLine(line)
    if (!name || !entries[name.n]) return void strangers.push(`${what} of ${line ?? "no line"}`)
    const key = `${name.n}.${name.line}`
    if (!found.has(key)) found.set(key, { reservations: [], holds: [], pooled: [] })
    put(found.get(key)!)
  }
  for (const row of tables.reservations) add(row.line, `reservation ${row.id}`, (into) => into.reservations.push(row))
  for (const row of tables.claims)
    add(row.line, `${row.kind} by ${row.owner}`, (into) => (row.kind === "hold" ? into.holds : into.pooled).push(row))
  return { found: (n, line) => found.get(`${n}.${line}`) ?? nothing, strangers, followers: followersOf(entries) }
}

function followersOf(entries: readonly Entry[]): (n: number) => readonly Entry[] {
  const byReservation = new Map<number, Entry[]>()
  for (const entry of entries) {
    if (entry.intent.of === null) continue
    const known = byReservation.get(entry.intent.of)
    if (known) known.push(entry)
    else byReservation.set(entry.intent.of, [entry])
  }
  return (n) => byReservation.get(n) ?? []
}

/** What of a line lives: reserved at a place, or in a pool. */
export const livingOf = ({ reservations, pooled }: Found): number =>
  sum(reservations.filter((row) => !row.is_deleted)) + sum(pooled)

export const sum = (rows: readonly { readonly quantity: number }[]): number =>
  rows.reduce((total, { quantity }) => total + quantity, 0)
