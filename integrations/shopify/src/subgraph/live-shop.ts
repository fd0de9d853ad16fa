import { NoAnswer, RetryLater } from "@anyshelf/connector-kit"
import { isGid } from "../gid"
import { fetchLive, type LiveSource } from "./fetch-live"
import type { LiveListing } from "./live-listing"

/** The most listings remembered for one shop. They are forgotten within a second; this bounds a burst. */
const REMEMBERED_MAX = 10_000

/**
 * While the rate limit leaves no room, what the shop said within this time is better than nothing; `asOf` says when that was.
 * A shop that does not answer is another matter: nothing is said in its name.
 */
const KEPT_MS = 60_000

/** How fresh and how patient. */
export interface LiveOptions {
  /** How long an answer, or a failure, is given again. 0 to 1000. */
  readonly cacheMs: number
  /** How long the shop has to answer. */
  readonly timeoutMs: number
}

interface Remembered {
  readonly until: number
  readonly answer: Promise<LiveListing | null>
}

interface Kept {
  readonly at: number
  readonly listing: LiveListing | null
}

/** What one shop shows now. Callers who ask for the same listing at the same time share one answer, failures too. */
export class LiveShop {
  private readonly remembered = new Map<string, Remembered>()
  private readonly kept = new Map<string, Kept>()

  constructor(
    private readonly source: LiveSource,
    private readonly options: LiveOptions
  ) {}

  /** One promise for each id, in their order. Null for what the shop does not know. */
  find(ids: readonly string[], withLevels: boolean): readonly Promise<LiveListing | null>[] {
    const now = this.source.now()
    this.forget(now)
    const missing = [...new Set(ids)].filter((id) => isGid("ProductVariant", id) && !this.recall(id, withLevels))
    if (missing.length > 0) this.ask(missing, withLevels, now)
    return ids.map((id) => this.recall(id, withLevels) ?? Promise.resolve(null))
  }

  private ask(ids: readonly string[], withLevels: boolean, now: number): void {
    const answers = withDeadline(this.options.timeoutMs, (signal) => fetchLive(this.source, ids, withLevels, signal))
    for (const id of ids) {
      const key = keyOf(id, withLevels)
      const answer = answers.then(
        (found) => this.keep(key, { at: now, listing: found.get(id) ?? null }),
        (error: unknown) => this.recallKept(key, error)
      )
      // Whoever asked hears of the failure; a listing that nobody waits for any more must not end the process.
      answer.catch(() => undefined)
      this.remembered.set(key, { until: now + this.options.cacheMs, answer })
    }
  }

  private keep(key: string, kept: Kept): LiveListing | null {
    this.kept.delete(key)
    this.kept.set(key, kept)
    const [oldest] = this.kept.keys()
    if (this.kept.size > REMEMBERED_MAX && oldest !== undefined) this.kept.delete(oldest)
    return kept.listing
  }

  private recallKept(key: string, error: unknown): LiveListing | null {
    const kept = this.kept.get(key)
    const isBusy = error instanceof RetryLater && !(error instanceof NoAnswer)
    if (!isBusy || !kept || this.source.now() - kept.at > KEPT_MS) throw error
    return kept.listing
  }

  /** An answer with levels serves those who want none. */
  private recall(id: string, withLevels: boolean): Promise<LiveListing | null> | undefined {
    const known =
      this.remembered.get(keyOf(id, true)) ?? (withLevels ? undefined : this.remembered.get(keyOf(id, false)))
    return known?.answer
  }

  private forget(now: number): void {
    for (const [key, { until }] of this.remembered) {
      // Oldest first, and all live equally long: the first that is fresh ends the search.
      if (until > now && this.remembered.size <= REMEMBERED_MAX) return
      this.remembered.delete(key)
    }
  }
}

const keyOf = (id: string, withLevels: boolean) => `${id} ${withLevels ? "levels" : ""}`

/** Ends the work, and the waiting for it, when its time is over. */
async function withDeadline<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const deadline = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      const error = new Error(`No answer within ${ms} ms.`)
      reject(error)
      deadline.abort(error)
    }, ms)
  })
  try {
    return await Promise.race([work(deadline.signal), late])
  } finally {
    clearTimeout(timer)
  }
}
