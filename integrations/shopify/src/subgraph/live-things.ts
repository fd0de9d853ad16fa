import { NoAnswer, RetryLater } from "@anyshelf/connector-kit"

/** The most things of a kind remembered for one shop. They are forgotten within a second; this bounds a burst. */
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

/** How things of a kind are asked for. */
export interface LiveKind<Thing> {
  /** True for what can be an id of such a thing; nothing else is asked for. */
  isId(ref: string): boolean
  /** What the shop shows of them now, by id. @param whole with what is dear to ask for. */
  fetch(ids: readonly string[], whole: boolean, signal: AbortSignal): Promise<ReadonlyMap<string, Thing>>
  /** Milliseconds since 1970. */
  now(): number
}

interface Remembered<Thing> {
  readonly until: number
  readonly answer: Promise<Thing | null>
}

interface Kept<Thing> {
  readonly at: number
  readonly thing: Thing | null
}

/** What one shop shows of a kind of thing now. Callers who ask for the same at the same time share one answer, failures too. */
export class LiveThings<Thing> {
  private readonly remembered = new Map<string, Remembered<Thing>>()
  private readonly kept = new Map<string, Kept<Thing>>()

  constructor(
    private readonly kind: LiveKind<Thing>,
    private readonly options: LiveOptions
  ) {}

  /** One promise for each id, in their order. Null for what the shop does not know. */
  find(ids: readonly string[], whole: boolean): readonly Promise<Thing | null>[] {
    const now = this.kind.now()
    this.forget(now)
    const missing = [...new Set(ids)].filter((id) => this.kind.isId(id) && !this.recall(id, whole))
    if (missing.length > 0) this.ask(missing, whole, now)
    return ids.map((id) => this.recall(id, whole) ?? Promise.resolve(null))
  }

  private ask(ids: readonly string[], whole: boolean, now: number): void {
    const answers = withDeadline(this.options.timeoutMs, (signal) => this.kind.fetch(ids, whole, signal))
    for (const id of ids) {
      const key = keyOf(id, whole)
      const answer = answers.then(
        (found) => this.keep(key, { at: now, thing: found.get(id) ?? null }),
        (error: unknown) => this.recallKept(key, error)
      )
      // Whoever asked hears of the failure; a thing that nobody waits for any more must not end the process.
      answer.catch(() => undefined)
      this.remembered.set(key, { until: now + this.options.cacheMs, answer })
    }
  }

  private keep(key: string, kept: Kept<Thing>): Thing | null {
    this.kept.delete(key)
    this.kept.set(key, kept)
    const [oldest] = this.kept.keys()
    if (this.kept.size > REMEMBERED_MAX && oldest !== undefined) this.kept.delete(oldest)
    return kept.thing
  }

  private recallKept(key: string, error: unknown): Thing | null {
    const kept = this.kept.get(key)
    const isBusy = error instanceof RetryLater && !(error instanceof NoAnswer)
    if (!isBusy || !kept || this.kind.now() - kept.at > KEPT_MS) throw error
    return kept.thing
  }

  /** An answer that is whole serves those who want less. */
  private recall(id: string, whole: boolean): Promise<Thing | null> | undefined {
    const known = this.remembered.get(keyOf(id, true)) ?? (whole ? undefined : this.remembered.get(keyOf(id, false)))
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

const keyOf = (id: string, whole: boolean) => `${id} ${whole ? "whole" : ""}`

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
