/** Where a whole reading of a feed stands. */
export interface SweepState {
  /** Milliseconds since 1970; null while none is under way. */
  readonly startedAt: number | null
  /** When the last one ended; null when there was none. */
  readonly finishedAt: number | null
  /** Since when somebody wants one at once; null while nobody does. */
  readonly wantedAt: number | null
  /** Pages of the one under way, and of the one before. */
  readonly pages: number
  readonly lastPages: number
}

/** What to do about a whole reading now. */
export type SweepStep = { readonly do: "start" | "page" } | { readonly do: "wait"; readonly afterMs: number }

/**
 * Paces whole readings so that one takes about as long as is configured, and one follows the other: a page is due when its part of
 * the time has passed. The first, and one that somebody waits for, is read as fast as its lane allows.
 *
 * @param everyMs - the time that a whole reading is to take
 */
export function sweepStep(state: SweepState, everyMs: number, now: number): SweepStep {
  const { startedAt, finishedAt, wantedAt, pages, lastPages } = state
  if (startedAt === null) {
    if (finishedAt === null || wantedAt !== null) return { do: "start" }
    // A reading that was done in less time than it had leaves the rest of it to rest.
    const restMs = finishedAt + everyMs / Math.max(1, lastPages) - now
    return restMs <= 0 ? { do: "start" } : { do: "wait", afterMs: restMs }
  }
  if (wantedAt !== null || finishedAt === null || lastPages === 0) return { do: "page" }
  const dueAt = startedAt + (pages / lastPages) * everyMs
  return dueAt <= now ? { do: "page" } : { do: "wait", afterMs: dueAt - now }
}
