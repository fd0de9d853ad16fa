import { RetryLater, type ThrottleSignal } from "@anyshelf/connector-kit"
import { compareLanes, leftToOthers, type Lane } from "../domain/channels/lanes"
import { answered, atMost, fullBucket, learn, take, waitMs, type TokenBucket } from "../domain/channels/token-bucket"
import type { Clock } from "./clock"

/** A request that waits for its points. */
interface Waiter {
  readonly lane: Lane
  readonly cost: number
  readonly order: number
  readonly until: number
  go(): void
  refuse(error: Error): void
}

/** Whoever waits behind so many is told to come back later. */
const waitersMax = 5_000

/**
 * The part of the vendor's rate that is used, and the part of its capacity (one request at least) that is never touched: requests
 * arrive at other distances than they were sent at, and clocks differ; the vendor's count must not go below nothing for that.
 */
const used = 0.985
const kept = 0.02

/** Lets requests out at the vendor's rate, the most urgent lane first. */
export class Throttle {
  private bucket: TokenBucket
  private readonly waiters: Waiter[] = []
  private asleep = false
  private arrivals = 0

  /**
   * @param cost - what one ordinary request takes
   * @param share - the part of the rate that may be used just now
   */
  constructor(
    limit: { readonly capacity: number; readonly perSecond: number },
    private readonly cost: number,
    private readonly clock: Clock,
    private readonly share: () => number,
    private readonly waitMsMax: number
  ) {
    this.bucket = fullBucket(limit, clock.now())
  }

  /**
   * Waits for a turn. Throws `RetryLater` when it does not come in time.
   *
   * @param cost - what this request takes; give it back to `release`
   */
  acquire(lane: Lane, cost = this.cost): Promise<void> {
    if (this.waiters.length >= waitersMax)
      return Promise.reject(new RetryLater("Too many requests wait for the channel."))
    return new Promise((go, refuse) => {
      this.arrivals += 1
      this.waiters.push({ lane, cost, order: this.arrivals, until: this.clock.now() + this.waitMsMax, go, refuse })
      this.waiters.sort((a, b) => compareLanes(a.lane, b.lane) || a.order - b.order)
      this.letOut()
    })
  }

  /** Sends everybody who still waits away. */
  clear(): void {
    for (const waiter of this.waiters.splice(0)) waiter.refuse(new RetryLater("The engine is being stopped."))
  }

  /** A request got its answer, or its failure. */
  release(cost = this.cost): void {
    this.bucket = answered(this.bucket, cost)
  }

  /** Believes what the vendor said of its limit. */
  learn(signal: ThrottleSignal): void {
    this.bucket = learn(this.bucket, signal, this.clock.now())
  }

  /** Somebody else sent until so many milliseconds ago, as much as the vendor allows. */
  takeOver(agoMs: number): void {
    this.bucket = atMost(this.bucket, (agoMs / 1_000) * this.bucket.perSecond, this.clock.now())
  }

  /** Leaves at most this part of the capacity, 0 to 1, to be used at once. */
  atMost(part: number): void {
    this.bucket = atMost(this.bucket, this.bucket.capacity * part, this.clock.now())
  }

  /** What is left, by our own count. */
  headroom(): { available: number; capacity: number; perSecond: number } {
    const { level, capacity, perSecond } = learn(this.bucket, {}, this.clock.now())
    return { available: Math.max(0, Math.floor(level)), capacity, perSecond }
  }

  private letOut(): void {
    const now = this.clock.now()
    this.refuseLate(now)
    for (let first = this.waiters[0]; first; first = this.waiters[0]) {
      const { capacity } = this.bucket
      const floor = capacity * leftToOthers[first.lane] + Math.max(this.cost, capacity * kept)
      const share = this.share() * used
      const wait = waitMs(this.bucket, first.cost + floor, now, share)
      if (wait > 0) return this.sleep(wait)
      this.bucket = take(this.bucket, first.cost, now, share)
      this.waiters.shift()?.go()
    }
  }

  private refuseLate(now: number): void {
    const late = this.waiters.filter(({ until }) => until <= now)
    for (const waiter of late) {
      this.waiters.splice(this.waiters.indexOf(waiter), 1)
      waiter.refuse(new RetryLater("The rate limit is used up; the request was not sent."))
    }
  }

  /** One sleep at a time: whoever arrives meanwhile is served when it ends. */
  private sleep(ms: number): void {
    if (this.asleep) return
    this.asleep = true
    void this.clock.sleep(Math.min(ms, 1_000)).then(() => {
      this.asleep = false
      this.letOut()
    })
  }
}
