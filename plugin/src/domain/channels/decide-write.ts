import { laneOfWrite } from "./lanes"
import type { DuePublication, PendingWrite } from "./publication"
import { mayRevise } from "./revision-budget"

/** How a channel takes stock; the kit's capabilities say it. */
export interface WriteHabits {
  /** `cas` compares and sets; `sequenced` ignores an older number; `absolute` sets; `delta` only adds and takes. */
  readonly write: "cas" | "sequenced" | "absolute" | "delta"
  /** How a command that comes twice is kept harmless. */
  readonly repeat: "vendor-key" | "look-first"
  /** The most writes to one article in a calendar day, where the vendor limits them. */
  readonly revisionsPerDay: number | null
}

/** A write with its place in the order of all writes to this article and place. */
export type SequencedWrite = PendingWrite & { readonly sequence: number }

/** What to do about one claimed publication, now that its number is known. */
export type WriteDecision =
  /** The channel shows the right number already. */
  | { readonly do: "nothing" }
  | { readonly do: "write"; readonly write: SequencedWrite }
  /** Its last command has no known outcome, and the channel takes the same key again without harm. */
  | { readonly do: "resend"; readonly write: SequencedWrite }
  /** See what the channel shows before anything is sent: that is not known, or not known any more. */
  | { readonly do: "look"; readonly ref: string }
  /** Not now, on purpose: the vendor's day has only so many writes. */
  | { readonly do: "wait"; readonly afterMs: number; readonly reason: string }

/** Channels where a write would wipe out, or be added to, what was sold since it was decided: they are looked at just before. */
export const needsFreshLook = ({ write }: Pick<WriteHabits, "write">): boolean =>
  write === "absolute" || write === "delta"

/**
 * Decides what to send for a publication. A command of unknown outcome comes first: until it is known what the channel did,
 * a newer number would be a guess. The exception is a command that the channel has taken and will carry out in its order: a newer
 * number is sent after it, so that a sale does not wait for the confirmation of what it made wrong.
 *
 * @param wanted - what the channel should show, as of now
 * @param now - milliseconds since 1970
 */
export function decideWrite(due: DuePublication, wanted: number, habits: WriteHabits, now: number): WriteDecision {
  const { pending, sequence } = due
  if (pending?.confirm && !(overtakes(habits) && wanted !== pending.quantity))
    return { do: "look", ref: pending.confirm }
  if (pending && !pending.confirm && habits.repeat === "vendor-key")
    return { do: "resend", write: { ...pending, sequence } }
  const { confirmedQuantity: shown } = due
  if ((pending && !pending.confirm) || shown === null) return { do: "look", ref: `${due.stockRef}@${due.locationRef}` }
  if (shown === wanted && !pending) return { do: "nothing" }
  return withinBudget(due, wanted, habits, now) ?? newWrite(due, wanted, shown, habits, now)
}

/** A later write is carried out after an earlier one, and wins. */
const overtakes = ({ write }: WriteHabits) => write === "absolute" || write === "sequenced"

function newWrite(due: DuePublication, wanted: number, shown: number, habits: WriteHabits, now: number): WriteDecision {
  const sequence = nextSequence(due.sequence, habits, now)
  const key = `${due.id}:${sequence}`
  return { do: "write", write: { key, quantity: wanted, expected: shown, confirm: null, sequence } }
}

/** 2026-01-01: seconds since then stay below 2^31 for 68 years. */
const sequenceEpochMs = Date.UTC(2026, 0, 1)

/**
 * Where the channel ignores older numbers, ours must outlive our rows: a publication that was taken away and made anew, or restored
 * from a backup, would begin below what the channel remembers and be ignored for ever.
 */
function nextSequence(last: number, { write }: WriteHabits, now: number): number {
  const byClock = write === "sequenced" ? Math.max(0, Math.floor((now - sequenceEpochMs) / 1_000)) : 0
  return Math.max(last + 1, byClock)
}

function withinBudget(due: DuePublication, wanted: number, habits: WriteHabits, now: number): WriteDecision | null {
  if (habits.revisionsPerDay === null) return null
  const kind = wanted === 0 ? "zero" : laneOfWrite(wanted, due.confirmedQuantity)
  const judged = mayRevise({ perDay: habits.revisionsPerDay, usedToday: due.revisionsToday, kind, now })
  return judged.ok ? null : { do: "wait", afterMs: judged.afterMs, reason: judged.reason }
}
