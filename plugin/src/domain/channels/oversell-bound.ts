/** One seller of a pool, while nobody tells anybody anything: one window of propagation. */
export interface Exposure {
  /** Units that it shows, at all its places together. */
  readonly shown: number
  /** Units that its customers want within the window. */
  readonly demand: number
}

/**
 * The most units of one article that can be sold beyond what there is, within one window: each seller sells at most what it shows,
 * and at most what is asked of it.
 *
 * @param available - units that can be promised when the window begins
 */
export function oversellBound(available: number, sellers: readonly Exposure[]): number {
  const sold = sellers.reduce((sum, { shown, demand }) => sum + Math.min(shown, demand), 0)
  return Math.max(0, sold - available)
}

/** The same whatever is asked: all that is shown, less what there is. */
export const oversellAtWorst = (available: number, shown: readonly number[]): number =>
  oversellBound(
    available,
    shown.map((each) => ({ shown: each, demand: Infinity }))
  )

/** `shared`: each of `sellers` shows all there is. */
export const sharedBound = (available: number, sellers: number): number => Math.max(0, sellers - 1) * available

/** `buffered`: each seller shows what there is, less its own buffer. */
export const bufferedBound = (available: number, buffers: readonly number[]): number =>
  oversellAtWorst(
    available,
    buffers.map((buffer) => Math.max(0, available - buffer))
  )

/**
 * `split-when-scarce`: nothing, unless the window in which the pool became scarce sold more than `below`. Sellers that do not split
 * sell at most the rest that the shares leave them.
 *
 * @param below - the largest threshold of those that split
 * @param soldInWindow - units that all sellers together sold between the last decision and its confirmation everywhere
 */
export const splitBound = (below: number, soldInWindow: number): number => Math.max(0, soldInWindow - below)

/** True when a buffer is enough: the others sold no more than it withholds before this seller was told. */
export const bufferCovers = (buffer: number, soldByOthers: number): boolean => soldByOthers <= buffer
