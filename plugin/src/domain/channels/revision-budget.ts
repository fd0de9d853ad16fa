/** One write that is about to be made to an article whose writes the vendor counts by the day. */
export interface Revision {
  /** The most writes to one article in a calendar day (UTC). */
  readonly perDay: number
  /** Writes made today, whatever they were. */
  readonly usedToday: number
  readonly kind: "zero" | "down" | "up"
  /** Milliseconds since 1970. */
  readonly now: number
}

/** Whether a write may be made now; else when to ask again, and why. */
export type RevisionJudgement =
  { readonly ok: true } | { readonly ok: false; readonly afterMs: number; readonly reason: string }

/** The part of the day's writes that rises may use: what is left is for numbers that must fall. */
const risesShare = 0.7
/** The part that may be used for all but zero: showing what is gone is the worst, so its telling is kept possible longest. */
const fallsShare = 0.95
/** The part of the rises that may be used at once: the rest is spread over the day. */
const risesAtOnce = 0.1

const dayMs = 24 * 60 * 60_000

/**
 * Judges a write against the vendor's daily limit. A number that must fall is sent as long as there is any write left; one that may
 * rise waits for its share of the day, and what changes meanwhile goes out with it.
 */
export function mayRevise({ perDay, usedToday, kind, now }: Revision): RevisionJudgement {
  const untilMidnight = dayMs - (now % dayMs)
  const most = mostOf(perDay, kind)
  if (usedToday >= most) return refuse(untilMidnight, perDay, kind)
  if (kind !== "up") return { ok: true }
  const atOnce = Math.max(1, Math.ceil(most * risesAtOnce))
  if (usedToday < atOnce) return { ok: true }
  // So many writes are in order once this part of the day has passed.
  const dueAt = ((usedToday + 1 - atOnce) / Math.max(1, most - atOnce)) * dayMs
  const afterMs = Math.ceil(dueAt - (now % dayMs))
  return afterMs <= 0 ? { ok: true } : refuse(Math.min(afterMs, untilMidnight), perDay, kind)
}

function mostOf(perDay: number, kind: Revision["kind"]): number {
  if (kind === "zero") return perDay
  return Math.min(perDay, Math.max(1, Math.floor(perDay * (kind === "up" ? risesShare : fallsShare))))
}

function refuse(afterMs: number, perDay: number, kind: Revision["kind"]): RevisionJudgement {
  const kept = kind === "up" ? "; the rest of the day's are kept for numbers that must fall" : ""
  return { ok: false, afterMs, reason: `The channel takes ${perDay} writes to one article in a day${kept}.` }
}
