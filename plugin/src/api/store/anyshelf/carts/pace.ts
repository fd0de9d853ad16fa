/** How many calls a name may make in a window of time, counted in this process. */
export interface Pace {
  readonly calls: number
  readonly windowMs: number
  /** How many names are remembered; beyond it the one that was begun first is forgotten. */
  readonly namesMax: number
}

interface Window {
  readonly startedAt: number
  calls: number
}

/**
 * Keeps callers to a pace, by name. It spares the database; what may be held is decided there, whatever the pace, so each
 * process may count by itself.
 */
export class PaceKeeper {
  private readonly windows = new Map<string, Window>()

  constructor(
    private readonly pace: Pace,
    private readonly now: () => number = Date.now
  ) {}

  /** Counts a call. Zero when it may be made, else how many milliseconds to wait. */
  waitMs(name: string): number {
    const now = this.now()
    const current = this.windows.get(name)
    if (!current || now - current.startedAt >= this.pace.windowMs) {
      this.begin(name, now)
      return 0
    }
    current.calls += 1
    return current.calls > this.pace.calls ? current.startedAt + this.pace.windowMs - now : 0
  }

  private begin(name: string, startedAt: number): void {
    this.windows.delete(name)
    this.windows.set(name, { startedAt, calls: 1 })
    if (this.windows.size > this.pace.namesMax) this.windows.delete(this.windows.keys().next().value!)
  }
}
