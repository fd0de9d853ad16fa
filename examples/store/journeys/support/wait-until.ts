/** What came true, and how long it took. */
export interface Arrived<T> {
  readonly value: T
  readonly tookMs: number
}

const everyMs = 20

/**
 * Asks again and again until the answer is good.
 *
 * @param ask - reads the present state; what it throws counts as not yet
 * @param options.good - whether this is what was waited for; default: anything truthy
 * @param options.withinMs - the longest that it may take; then it throws with the last answer
 */
export async function waitUntil<T>(
  ask: () => Promise<T>,
  { withinMs, good = Boolean }: { withinMs: number; good?: (value: T) => boolean }
): Promise<Arrived<T>> {
  const begun = performance.now()
  let last: unknown
  while (performance.now() - begun <= withinMs) {
    try {
      const value = await ask()
      if (good(value)) return { value, tookMs: performance.now() - begun }
      last = value
    } catch (error) {
      last = error
    }
    await new Promise((resolve) => setTimeout(resolve, everyMs))
  }
  const shown = last instanceof Error ? String(last) : JSON.stringify(last)
  throw new Error(`It did not come true within ${withinMs} ms. Last seen: ${shown}`)
}
