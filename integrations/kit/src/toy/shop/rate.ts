/** Counts what is asked of a shop against its rate. */
export class Rate {
  private level: number
  private countedAt: number
  private refusesNext = 0

  /** @param strict whether what is beyond the rate is refused; it is counted in any case. */
  constructor(
    private readonly limit: { readonly capacity: number; readonly perSecond: number; readonly strict: boolean },
    private readonly now: () => number
  ) {
    this.level = limit.capacity
    this.countedAt = now()
  }

  /** The next requests find nothing left. */
  exhaust(requests: number): void {
    this.refusesNext = requests
  }

  /** One request: whether it was beyond the rate, and when it is refused for that, how many seconds to wait. */
  take(): { readonly over: boolean; readonly waitSeconds: number | null } {
    this.refill()
    const refused = this.refusesNext > 0
    if (refused) this.refusesNext -= 1
    // A millisecond's rounding is no offence.
    const over = refused || this.level < 0.99
    const { perSecond, strict } = this.limit
    if (over && (strict || refused)) return { over, waitSeconds: Math.max(1, Math.ceil((1 - this.level) / perSecond)) }
    this.level -= 1
    return { over, waitSeconds: null }
  }

  private refill(): void {
    const now = this.now()
    const gained = (Math.max(0, now - this.countedAt) / 1_000) * this.limit.perSecond
    this.level = Math.min(this.limit.capacity, this.level + gained)
    this.countedAt = now
  }
}
