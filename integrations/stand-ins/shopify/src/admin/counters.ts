/** What the stand-in has seen and done since it started. */
export interface Counters {
  requests: number
  /** Answered THROTTLED, by the bucket or by a fault that was asked for. */
  throttled: number
  /** Sent although the bucket did not hold their price. A client that reads `throttleStatus` never does this. */
  sentOverLimit: number
  unauthorized: number
  /** Answers of the stand-in's own that Shopify's schema would not allow. Always 0, or the stand-in has a bug. */
  standInLied: number
  notImplemented: number
  /** Carried out, without repetitions. */
  mutationsApplied: number
  mutationsRefused: number
  /** Repetitions of a key that were answered with the first result. */
  keysReplayed: number
  webhooksDelivered: number
  webhooksFailed: number
  webhooksDropped: number
  webhooksRetried: number
  subscriptionsRemoved: number
}

export const newCounters = (): Counters => ({
  requests: 0,
  throttled: 0,
  sentOverLimit: 0,
  unauthorized: 0,
  standInLied: 0,
  notImplemented: 0,
  mutationsApplied: 0,
  mutationsRefused: 0,
  keysReplayed: 0,
  webhooksDelivered: 0,
  webhooksFailed: 0,
  webhooksDropped: 0,
  webhooksRetried: 0,
  subscriptionsRemoved: 0,
})
