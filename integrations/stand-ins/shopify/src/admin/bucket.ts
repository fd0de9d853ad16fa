import type { Clock } from "../clock"

export interface BucketOptions {
  /** Points it holds when full. */
  readonly capacity: number
  /** Points that come back each second. */
  readonly restoreRate: number
}

/** As every answer of Shopify's carries it, in `extensions.cost`. */
export interface ThrottleStatus {
  readonly maximumAvailable: number
  readonly currentlyAvailable: number
  readonly restoreRate: number
}

/**
 * Shopify's leaky bucket, one for each app and shop. The price a request might reach is taken beforehand and what it did
 * not use is given back. https://shopify.dev/docs/api/usage/limits#the-leaky-bucket-algorithm
 */
export class Bucket {
  private available: number
  private readAt: number

  constructor(
    private readonly options: BucketOptions,
    private readonly clock: Clock
  ) {
    this.available = options.capacity
    this.readAt = clock.now()
  }

  /** False when there is not enough, and then nothing is taken. */
  take(points: number): boolean {
    this.refill()
    if (points > this.available) return false
    this.available -= points
    return true
  }

  giveBack(points: number): void {
    this.available = Math.min(this.options.capacity, this.available + points)
  }

  /** Takes all there is. For tests of what a client does then. */
  drain(): void {
    this.refill()
    this.available = 0
  }

  status(): ThrottleStatus {
    this.refill()
    return {
      maximumAvailable: this.options.capacity,
      currentlyAvailable: Math.floor(this.available),
      restoreRate: this.options.restoreRate,
    }
  }

  private refill(): void {
    const now = this.clock.now()
    this.giveBack((Math.max(0, now - this.readAt) * this.options.restoreRate) / 1000)
    this.readAt = now
  }
}
