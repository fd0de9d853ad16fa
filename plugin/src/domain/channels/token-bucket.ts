/** A vendor's rate limit as points that drip back, by our own count. */
export interface TokenBucket {
  readonly capacity: number
  readonly perSecond: number
  /** Points left at `countedAt`. */
  readonly level: number
  /** Milliseconds since 1970. */
  readonly countedAt: number
  /** Nothing may be sent before this instant. */
  readonly closedUntil: number
  /** Points of requests that have no answer yet. */
  readonly inFlight: number
}

/** What a vendor's answer says about its limit. */
export interface LimitSignal {
  readonly available?: number
  readonly capacity?: number
  readonly perSecond?: number
  readonly retryAfterMs?: number
}

/** A full bucket. */
export function fullBucket(limit: { capacity: number; perSecond: number }, now: number): TokenBucket {
  const { capacity, perSecond } = limit
  return { capacity, perSecond, level: capacity, countedAt: now, closedUntil: 0, inFlight: 0 }
}

/**
 * How long a request of this cost has to wait, in milliseconds. A cost above the capacity is sent when the bucket is full:
 * it could never be sent otherwise, and the vendor's own answer is then the judge.
 *
 * @param share - the part of the rate that may be used just now, above 0 and up to 1
 */
export function waitMs(bucket: TokenBucket, cost: number, now: number, share = 1): number {
  const { level, perSecond, capacity, closedUntil } = refill(bucket, now, share)
  const short = Math.max(0, Math.min(cost, capacity) - level)
  return Math.max(Math.ceil((short / (perSecond * share)) * 1_000), closedUntil - now, 0)
}

/** The bucket after a request of this cost went out. */
export function take(bucket: TokenBucket, cost: number, now: number, share = 1): TokenBucket {
  const filled = refill(bucket, now, share)
  return { ...filled, level: filled.level - cost, inFlight: filled.inFlight + cost }
}

/** The bucket with no more than so many points in it. */
export function atMost(bucket: TokenBucket, points: number, now: number): TokenBucket {
  const filled = refill(bucket, now, 1)
  return { ...filled, level: Math.min(filled.level, points) }
}

/** The request got its answer, or its failure. */
export function answered(bucket: TokenBucket, cost: number): TokenBucket {
  return { ...bucket, inFlight: Math.max(0, bucket.inFlight - cost) }
}

/** Believes what the vendor said, less what is still on its way to it. */
export function learn(bucket: TokenBucket, signal: LimitSignal, now: number): TokenBucket {
  const filled = refill(bucket, now, 1)
  const capacity = positive(signal.capacity) ?? filled.capacity
  const level = signal.available === undefined ? filled.level : signal.available - filled.inFlight
  return {
    ...filled,
    capacity,
    perSecond: positive(signal.perSecond) ?? filled.perSecond,
    level: Math.min(capacity, level),
    closedUntil: Math.max(filled.closedUntil, now + (signal.retryAfterMs ?? 0)),
  }
}

function refill(bucket: TokenBucket, now: number, share: number): TokenBucket {
  const gained = (Math.max(0, now - bucket.countedAt) / 1_000) * bucket.perSecond * share
  return { ...bucket, level: Math.min(bucket.capacity, bucket.level + gained), countedAt: now }
}

const positive = (value: number | undefined) => (value !== undefined && value > 0 ? value : undefined)
