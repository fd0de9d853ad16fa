/**
 * Times by the logarithm of their length, as counts: histograms of several processes and minutes add up, where averages and
 * percentiles do not. Bucket `i` holds times up to `10 × 2^(i/4)` ms, the last one all that is longer (beyond five hours).
 */
export type LagHistogram = readonly number[]

const shortestMs = 10
const bucketsPerDoubling = 4
const bucketsMax = 84

/** The bucket of a time. */
export function bucketOf(ms: number): number {
  if (!(ms > shortestMs)) return 0
  return Math.min(bucketsMax - 1, Math.ceil(Math.log2(ms / shortestMs) * bucketsPerDoubling))
}

/** A histogram with one more time in it. */
export function withLag(histogram: LagHistogram, ms: number): LagHistogram {
  const bucket = bucketOf(ms)
  return Array.from({ length: Math.max(histogram.length, bucket + 1) }, (_none, at) =>
    at === bucket ? (histogram[at] ?? 0) + 1 : (histogram[at] ?? 0)
  )
}

/** Several histograms as one. */
export function addLags(histograms: readonly LagHistogram[]): LagHistogram {
  const length = Math.max(0, ...histograms.map((each) => each.length))
  return Array.from({ length }, (_none, at) => histograms.reduce((sum, each) => sum + (each[at] ?? 0), 0))
}

/**
 * The time within which this part of all times lies, in milliseconds: the upper end of its bucket, so at most 19 % too long and
 * never too short. Null when there is none.
 *
 * @param part - above 0 and up to 1: 0.99 for the 99th percentile
 */
export function lagWithin(histogram: LagHistogram, part: number): number | null {
  const count = histogram.reduce((sum, each) => sum + each, 0)
  if (count === 0) return null
  let left = Math.ceil(count * part)
  const bucket = histogram.findIndex((each) => (left -= each) <= 0)
  return Math.round(shortestMs * 2 ** (bucket / bucketsPerDoubling))
}
