/** How long an answer is kept, and how many of them. */
export interface BriefCacheLimits {
  readonly lifetimeMs: number
  readonly entriesMax: number
}

interface Entry<Value> {
  readonly value: Promise<Value>
  readonly expiresAt: number
}

/**
 * Remembers what changes seldom and is asked for in each request. Callers that ask at once share one read; a read that fails
 * is not remembered; when full, the oldest answer makes room.
 */
export class BriefCache<Value> {
  private readonly entries = new Map<string, Entry<Value>>()

  constructor(
    private readonly limits: BriefCacheLimits,
    private readonly now: () => number = Date.now
  ) {}

  /** The remembered answer for `key`, or the one that `read` gives. */
  get(key: string, read: () => Promise<Value>): Promise<Value> {
    const known = this.entries.get(key)
    if (known && known.expiresAt > this.now()) return known.value
    const entry = { value: read(), expiresAt: this.now() + this.limits.lifetimeMs }
    entry.value.catch(() => this.forget(key, entry))
    this.remember(key, entry)
    return entry.value
  }

  private remember(key: string, entry: Entry<Value>): void {
    this.entries.delete(key)
    this.entries.set(key, entry)
    if (this.entries.size <= this.limits.entriesMax) return
    const oldest = this.entries.keys().next()
    if (!oldest.done) this.entries.delete(oldest.value)
  }

  private forget(key: string, entry: Entry<Value>): void {
    if (this.entries.get(key) === entry) this.entries.delete(key)
  }
}
