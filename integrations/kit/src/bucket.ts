import type { Limit, ThrottleSignal } from "./connector"

/** A share of a vendor's rate limit, as points that drip back. Pure but for its own level: time comes in as an argument. */
export class Bucket {
  private capacity: number
  private perSecond: number
  private level: number
  private measuredAt: number
  private closedUntil = 0
  private inFlight = 0

  /**
   * @param limit what the vendor declares; live answers correct it.
   * @param share the part of it that may be used, above 0 and up to 1. The rest is left for others on the same token.
   * @param now milliseconds since 1970.
   */
  constructor(
    private readonly limit: Pick<Limit, "capacity" | "perSecond" | "cost">,
    private readonly share: number,
    now: number
  ) {
    this.capacity = limit.capacity * share
    this.perSecond = limit.perSecond * share
    this.level = this.capacity
    this.measuredAt = now
  }

  /** More than this is never there at once. */
  get most(): number {
    return this.capacity
  }

  /**
   * Takes points for one request and says how long to wait before sending it. Points taken ahead make the level negative, so
   * that callers queue in the order they came.
   */
  take(cost: number, now: number): number {
    this.refill(now)
    this.level -= cost
    this.inFlight += cost
    const short = Math.max(0, -this.level)
    return Math.max(Math.ceil((short / this.perSecond) * 1_000), this.closedUntil - now, 0)
  }

  /** The request got its answer, or its failure. */
  done(cost: number): void {
    this.inFlight -= cost
  }

  /** The request was never sent: its points come back. */
  giveBack(cost: number): void {
    this.level += cost
    this.inFlight -= cost
  }

  /**
   * Believes what the vendor said, less what is already on its way. Who has a share only keeps to it, whatever the others leave
   * or take, and pays what its requests cost in fact; it waits for the others only when the vendor has nothing left at all.
   */
  learn(signal: ThrottleSignal, now: number): void {
    this.refill(now)
    const whole = signal.capacity ?? this.capacity / this.share
    this.capacity = whole * this.share
    if (signal.perSecond !== undefined && signal.perSecond > 0) this.perSecond = signal.perSecond * this.share
    if (this.share < 1 && signal.cost !== undefined) this.level += this.limit.cost - signal.cost
    if (signal.available !== undefined) {
      const left = signal.available - this.inFlight
      this.level = Math.min(this.capacity, this.share < 1 ? Math.min(this.level, left) : left)
    }
    if (signal.retryAfterMs !== undefined) this.closedUntil = Math.max(this.closedUntil, now + signal.retryAfterMs)
  }

  private refill(now: number): void {
    const gained = (Math.max(0, now - this.measuredAt) / 1_000) * this.perSecond
    this.level = Math.min(this.capacity, this.level + gained)
    this.measuredAt = now
  }
}
