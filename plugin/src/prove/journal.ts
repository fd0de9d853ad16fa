/** What a buyer can ask. `create` and `remove` are core's own calls, which know no key. */
export type Act = "reserve" | "create" | "hold" | "extend" | "bind" | "release" | "remove" | "restock"

export interface IntentLine {
  readonly item: string
  readonly places: readonly string[]
  readonly quantity: number
}

/** What somebody asked, written down before it was sent. */
export interface Intent {
  /** Its number in the storm. Whatever it makes in the database carries it; see `nameOfLine`. */
  readonly n: number
  readonly act: Act
  readonly key: string | null
  readonly owner: string | null
  readonly lines: readonly IntentLine[]
  /** The reservation that it binds, releases or removes; null for all else. */
  readonly of: number | null
  /** Which line of that reservation is bound. */
  readonly ofLine: number | null
  /** How long a hold was asked for, in milliseconds. */
  readonly ttlMs: number | null
  /** The hold of the same lines that a reservation stands on, if it does: it may not be refused while that lives. */
  readonly hold: number | null
  /** Whether the ledger was told who asks. */
  readonly isTold: boolean
}

export type PlannedIntent = Omit<Intent, "n" | "key">

const keyedActs: ReadonlySet<Act> = new Set(["reserve", "hold", "bind", "release"])

/** What the one who asked was told in the end. */
export type Ending =
  /** `ids`: of the reservations that it was told of. */
  | { readonly told: "granted"; readonly ids: readonly string[] }
  | { readonly told: "refused"; readonly why: string }
  /** That nothing was done, and to come again. */
  | { readonly told: "busy" }
  /** Nothing: it may have been done or not. */
  | { readonly told: "nothing" }

/** One line of the journal. */
export interface Entry {
  readonly intent: Intent
  readonly ending: Ending
  /** By the clock of whoever keeps the journal. */
  readonly sentAt: number
  readonly endedAt: number
  /** Answers to the same key that differ from the first one, as text. */
  readonly differing: readonly string[]
}

const unanswered: Ending = { told: "nothing" }

/** Intents and what became of them, in the order in which they were sent. Nothing is ever taken back. */
export class Journal {
  private readonly entries_: Entry[] = []

  /** Writes an intent down, before it is sent, and gives it its number and key. */
  begin(plan: PlannedIntent, now: number): Intent {
    const n = this.entries_.length
    const numbered = { ...plan, n, key: keyedActs.has(plan.act) ? `k${n}` : null }
    this.entries_.push({ intent: numbered, ending: unanswered, sentAt: now, endedAt: now, differing: [] })
    return numbered
  }

  /** Writes down what the one who asked was told; only the first telling counts. */
  end(n: number, ending: Ending, now: number): void {
    const entry = this.entries_[n]
    if (entry && entry.ending === unanswered) this.entries_[n] = { ...entry, ending, endedAt: now }
  }

  /** Writes down that a repetition was answered otherwise than the first time. */
  differed(n: number, how: string): void {
    const entry = this.entries_[n]
    if (entry) this.entries_[n] = { ...entry, differing: [...entry.differing, how] }
  }

  get entries(): readonly Entry[] {
    return this.entries_
  }
}

/** The order line that a line of an intent is for; a place that it was bound to beyond the first has its own. */
export const nameOfLine = (n: number, line: number, place = 0): string =>
  place === 0 ? `o${n}.${line}` : `o${n}.${line}.${place}`

/** Which intent, line and place an order line belongs to; null when it is none of ours. */
export function readNameOfLine(name: string | null): { n: number; line: number; place: number } | null {
  const parts = /^o(\d+)\.(\d+)(?:\.(\d+))?$/.exec(name ?? "")
  return parts ? { n: Number(parts[1]), line: Number(parts[2]), place: Number(parts[3] ?? 0) } : null
}

/** What the ledger is told an intent is called. */
export const nameOfCause = (n: number): string => `o${n}`
