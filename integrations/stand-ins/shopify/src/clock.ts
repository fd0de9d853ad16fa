/** Time as the stand-in sees it. Injected, so that a test can let four hours of webhook retries pass in a millisecond. */
export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number
  /** Runs `run` once, `ms` from now. Returns what cancels it. */
  after(ms: number, run: () => void): () => void
}

/** The machine's own clock. Its timers do not keep the process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms)
    timer.unref()
    return () => clearTimeout(timer)
  },
}

export interface ManualClock extends Clock {
  /** Moves time on by `ms` and runs what falls due on the way, in order. */
  advance(ms: number): void
}

interface Timer {
  readonly at: number
  readonly run: () => void
}

/** A clock that stands still until it is told to move. For tests. */
export function manualClock(startAt = Date.UTC(2026, 10, 23, 9)): ManualClock {
  let now = startAt
  const timers = new Set<Timer>()
  const nextDue = (until: number) =>
    [...timers].filter((timer) => timer.at <= until).sort((one, other) => one.at - other.at)[0]
  return {
    now: () => now,
    after(ms, run) {
      const timer = { at: now + ms, run }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    advance(ms) {
      const until = now + ms
      for (let timer = nextDue(until); timer; timer = nextDue(until)) {
        timers.delete(timer)
        now = Math.max(now, timer.at)
        timer.run()
      }
      now = until
    },
  }
}
