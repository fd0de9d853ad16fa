/** How long `work` may take, and who else may end it. */
export interface Limits {
  readonly timeoutMs: number
  readonly signal?: AbortSignal
}

/**
 * Runs `work` under a signal that fires at the time-out or when the caller's own signal does. The timer never outlives the work.
 * `AbortSignal.any` would do it in a line, but is younger than the oldest browser that Medusa's dashboard supports.
 */
export async function inTime<T>(limits: Limits, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const { timeoutMs, signal } = limits
  const either = new AbortController()
  const stop = () => either.abort(signal?.reason)
  if (signal?.aborted) stop()
  signal?.addEventListener("abort", stop)
  const timer = setTimeout(() => either.abort(new DOMException("Too late", "TimeoutError")), timeoutMs)
  try {
    return await work(either.signal)
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener("abort", stop)
  }
}
