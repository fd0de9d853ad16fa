import { backoffMs, type Backoff } from "./backoff"
import type { DuePublication, PublicationOutcome } from "./publication"

/** What a channel answered to a stock command; the kit's results fit. */
export type WriteResult =
  | { readonly status: "applied" | "already"; readonly observed?: number }
  | { readonly status: "accepted"; readonly confirm: string }
  | { readonly status: "conflict"; readonly observed?: number }
  | { readonly status: "rejected"; readonly code: string; readonly message: string }
  | { readonly status: "retry"; readonly afterMs?: number; readonly message?: string }
  | { readonly status: "unknown"; readonly message?: string }

/** How often a publication may be contradicted by the channel before a person is asked. */
export const conflictsMax = 20

/** How often a failure makes the wait longer; after that, and after an outage of any length, contradictions are counted afresh. */
const failuresCounted = 10

const conflictBackoff: Backoff = { baseMs: 20, capMs: 500 }
const failureBackoff: Backoff = { baseMs: 500, capMs: 60_000 }

/** What was sent, and whether it was decided in this round (then its success settles the claim) or an earlier one. */
export interface SentWrite {
  readonly quantity: number
  readonly resent: boolean
}

/**
 * Judges what the channel answered: done, to be tried again and when, or given up.
 *
 * @param random - 0 up to 1, spreads the waits
 */
export function judgeResult(
  due: DuePublication,
  sent: SentWrite,
  result: WriteResult,
  random: number
): PublicationOutcome {
  switch (result.status) {
    case "applied":
    case "already":
      return done(due, sent, result.observed ?? sent.quantity)
    case "conflict":
      return result.observed === sent.quantity
        ? done(due, sent, sent.quantity)
        : contradicted(due, result.observed, random)
    case "accepted":
      return { ...tryAgain(due, undefined, random), keepPending: true, pendingConfirm: result.confirm, error: null }
    case "unknown":
      return { ...tryAgain(due, undefined, random), keepPending: true, error: result.message ?? "No answer came." }
    case "retry":
      // The command that was not done now may have been done the time before, when nobody heard the answer.
      return {
        ...tryAgain(due, result.afterMs, random),
        keepPending: sent.resent,
        error: result.message ?? "Asked to wait.",
      }
    case "rejected":
      return { ...outcome(due), state: "poisoned", error: `${result.message} (${result.code})` }
  }
}

/** What was seen of a level that was not known: the next round decides anew from there. */
export function afterLook(due: DuePublication, shown: number | null, random: number): PublicationOutcome {
  const awaited = due.pending?.confirm ? due.pending : null
  if (awaited && shown !== awaited.quantity && due.attempts < failuresCounted)
    return { ...tryAgain(due, undefined, random), keepPending: true, pendingConfirm: awaited.confirm, error: null }
  if (shown !== null) return { ...outcome(due), confirmedQuantity: shown, drainFirst: shown !== due.pending?.quantity }
  // A channel that has no such level sells nothing there.
  if (!due.pending) return { ...outcome(due), confirmedQuantity: 0 }
  const error = "The channel does not know this article at this place any more; check the listing, then read it again."
  return { ...outcome(due), state: "poisoned", error }
}

/** Nothing more is known of it than before: the next round begins where this one did, with whatever is pending by now. */
export const released = (due: DuePublication, afterMs = 0): PublicationOutcome => ({
  ...outcome(due),
  afterMs,
  keepPending: true,
  pendingConfirm: due.pending?.confirm ?? null,
  drainFirst: due.drainFirst,
})

/** The channel shows what we want: nothing was sent. */
export const unchanged = (due: DuePublication): PublicationOutcome => ({
  ...outcome(due),
  settledVersion: due.dirtyVersion,
  attempts: 0,
})

function done(due: DuePublication, sent: SentWrite, shown: number): PublicationOutcome {
  const settles = !sent.resent && shown === sent.quantity
  return {
    ...outcome(due),
    confirmedQuantity: shown,
    settledVersion: settles ? due.dirtyVersion : null,
    drainFirst: shown !== sent.quantity,
    attempts: 0,
  }
}

function contradicted(due: DuePublication, observed: number | undefined, random: number): PublicationOutcome {
  const attempts = due.attempts + 1
  const afterMs = attempts < 3 ? 0 : backoffMs(attempts - 2, conflictBackoff, random)
  const seen = { confirmedQuantity: observed ?? null, forgetShown: observed === undefined }
  const base = { ...outcome(due), ...seen, drainFirst: true, attempts, afterMs }
  if (attempts <= conflictsMax) return { ...base, error: "The channel showed another number than expected." }
  const error = `The channel contradicted ${attempts} writes in a row; see who else writes its stock, then let it try again.`
  return { ...base, state: "poisoned", error }
}

function tryAgain(due: DuePublication, afterMs: number | undefined, random: number): PublicationOutcome {
  const attempts = Math.min(due.attempts + 1, failuresCounted)
  const wait = Math.max(afterMs ?? 0, backoffMs(attempts, failureBackoff, random))
  return { ...outcome(due), attempts, afterMs: wait, drainFirst: due.drainFirst }
}

const outcome = (due: DuePublication): PublicationOutcome => ({
  id: due.id,
  settledVersion: null,
  confirmedQuantity: null,
  forgetShown: false,
  keepPending: false,
  pendingConfirm: null,
  drainFirst: false,
  attempts: due.attempts,
  afterMs: 0,
  error: null,
  waiting: null,
  state: "ok",
})
