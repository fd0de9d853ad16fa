import { backoffMs, type Backoff } from "./backoff"
import type { DuePublication, PendingWrite, PublicationOutcome } from "./publication"

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

/** How often a command that the channel took is asked after: about half an hour. Then a person is asked. */
export const confirmationsMax = 40

/** How often a key that may be spent is tried again; a channel may remember a key that failed and refuse it for ever. */
const sameKeyMax = 3

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
        ? metHalfway(due, sent.quantity)
        : contradicted(due, result.observed, random)
    case "accepted": {
      const first = { ...tryAgain({ ...due, attempts: 0 }, undefined, random), keepPending: true, error: null }
      return { ...first, pendingConfirm: result.confirm }
    }
    case "unknown":
      return { ...tryAgain(due, undefined, random), keepPending: true, error: result.message ?? "No answer came." }
    case "retry":
      return askedToWait(due, sent, result, random)
    case "rejected":
      return { ...outcome(due), state: "poisoned", error: `${result.message} (${result.code})` }
  }
}

/** What was seen of a level that was not known: the next round decides anew from there. */
export function afterLook(due: DuePublication, shown: number | null, random: number): PublicationOutcome {
  const awaited = due.pending?.confirm ? due.pending : null
  // The very number from before it: still on its way. Any other means that the channel has gone on from it.
  if (awaited && shown !== awaited.quantity && (shown === null || shown === awaited.expected))
    return stillAwaited(due, awaited, random)
  if (shown !== null) return { ...outcome(due), confirmedQuantity: shown, drainFirst: shown !== due.pending?.quantity }
  // A channel that has no such level sells nothing there.
  if (!due.pending) return { ...outcome(due), confirmedQuantity: 0 }
  const error = "The channel does not know this article at this place any more; check the listing, then read it again."
  return { ...outcome(due), state: "poisoned", error }
}

/** A look that failed: for this publication alone, whatever its neighbours found. */
export function lookFailed(
  due: DuePublication,
  failure: { readonly message: string; readonly afterMs?: number; readonly isFinal: boolean },
  random: number
): PublicationOutcome {
  if (failure.isFinal) return { ...outcome(due), state: "poisoned", error: failure.message }
  const again = tryAgain(due, failure.afterMs, random)
  return { ...again, keepPending: true, pendingConfirm: due.pending?.confirm ?? null, error: failure.message }
}

/** Not sent yet, on purpose; a new mark has it decided anew. */
export const waits = (due: DuePublication, afterMs: number, reason: string): PublicationOutcome => ({
  ...released(due, afterMs),
  waiting: reason,
})

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

/** How long until a number is decided anew that others stand in the way of. */
const awaitMs = 2_000

/** Settled so far, but other connections still show units that this one is to show: it is decided anew soon. */
export const awaitingOthers = (outcome: PublicationOutcome, awaited: number): PublicationOutcome =>
  awaited === 0 || outcome.settledVersion === null
    ? outcome
    : {
        ...outcome,
        settledVersion: null,
        afterMs: awaitMs,
        waiting: `Other connections still show ${awaited} units that are to be shown here.`,
      }

/** Between two writes of one number: what sells meanwhile goes out together, and is still told within a second. */
const writeGapMs = 400

function done(due: DuePublication, sent: SentWrite, shown: number): PublicationOutcome {
  const settles = !sent.resent && shown === sent.quantity
  return {
    ...outcome(due),
    confirmedQuantity: shown,
    settledVersion: settles ? due.dirtyVersion : null,
    drainFirst: shown !== sent.quantity,
    attempts: 0,
    afterMs: settles ? writeGapMs : 0,
  }
}

/**
 * The channel moved to the very number that was sent, by itself: it has sold, perhaps the very units that were gone here. Its orders
 * are read before the number counts as told; else it would be raised again over a sale that nobody knows of.
 */
const metHalfway = (due: DuePublication, shown: number): PublicationOutcome => ({
  ...outcome(due),
  confirmedQuantity: shown,
  drainFirst: true,
  attempts: 0,
})

function stillAwaited(due: DuePublication, awaited: PendingWrite, random: number): PublicationOutcome {
  const attempts = due.attempts + 1
  if (attempts > confirmationsMax) {
    const error = `The channel took the number ${awaited.quantity} and does not show it after ${attempts} looks; see there what became of it.`
    return { ...outcome(due), attempts, state: "poisoned", error }
  }
  const afterMs = backoffMs(Math.min(attempts, failuresCounted), failureBackoff, random)
  return { ...outcome(due), attempts, afterMs, keepPending: true, pendingConfirm: awaited.confirm }
}

/**
 * The command was not done now; but one that is sent again may have been done the time before, when nobody heard the answer. A key
 * that goes on being refused is given up: the channel is looked at, and the number is decided anew under a new key.
 */
function askedToWait(
  due: DuePublication,
  sent: SentWrite,
  result: { readonly afterMs?: number; readonly message?: string },
  random: number
): PublicationOutcome {
  const again = { ...tryAgain(due, result.afterMs, random), error: result.message ?? "Asked to wait." }
  if (!sent.resent) return again
  return due.attempts < sameKeyMax ? { ...again, keepPending: true } : { ...again, forgetShown: true, drainFirst: true }
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
