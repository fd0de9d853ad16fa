const shortestMs = 30_000
const longestMs = 6 * 60 * 60_000

/**
 * When an order is looked at again that nobody tells us of: soon after a change, seldom after weeks of silence. Events make this needless
 * nearly always; it finds what a killed process never told, at a cost that hardly grows with the number of old orders.
 *
 * @param quietMs - how long ago anything of it last changed
 */
export function nextLookMs(quietMs: number): number {
  return Math.min(longestMs, Math.max(shortestMs, quietMs / 20))
}
