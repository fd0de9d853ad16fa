import type { Clock } from "./clock"

/** A piece of clockwork that can be hurried and ended. */
export interface Loop {
  /** Look now and not at the next tick. */
  wake(): void
  /** Lets the round that is under way finish, and starts no other. */
  stop(): Promise<void>
}

/** How a loop runs. */
export interface LoopOptions {
  readonly clock: Clock
  /** The wait between rounds that found nothing more to do. */
  readonly everyMs: number
  /** One bounded round. True when there is more to do at once. */
  run(signal: AbortSignal): Promise<boolean>
  /** What to do about a round that failed: how long to wait before the next. */
  failed(error: unknown): number | Promise<number>
}

/** Runs rounds one after the other until it is stopped. */
export function startLoop(options: LoopOptions): Loop {
  const ending = new AbortController()
  let pause = new AbortController()
  let woken = false
  const wake = () => {
    woken = true
    pause.abort()
  }
  const rest = async (ms: number, canBeWoken: boolean) => {
    pause = new AbortController()
    if (canBeWoken && woken) return
    await options.clock.sleep(ms, canBeWoken ? AbortSignal.any([pause.signal, ending.signal]) : ending.signal)
  }
  const turn = async () => {
    while (!ending.signal.aborted) {
      woken = false
      try {
        if (!(await options.run(ending.signal))) await rest(options.everyMs, true)
      } catch (error) {
        // A round that failed is not hurried: whoever wakes it cannot know that the reason is gone.
        if (!ending.signal.aborted) await rest(await options.failed(error), false)
      }
    }
  }
  const running = turn()
  return { wake, stop: () => (ending.abort(), running) }
}
