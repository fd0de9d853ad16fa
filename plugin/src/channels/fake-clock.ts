import type { Clock } from "./clock"

/** A clock that stands still until a test moves it. Sleepers wake in the order of their time. */
export class FakeClock implements Clock {
  private at = 0
  private readonly sleepers: { until: number; wake(): void }[] = []

  now = () => this.at
  random = () => 0

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((wake) => {
      if (signal?.aborted) return wake()
      this.sleepers.push({ until: this.at + ms, wake })
      signal?.addEventListener("abort", () => wake(), { once: true })
    })
  }

  /** Moves on, and lets everybody who is woken do what he will before the next is. */
  async pass(ms: number): Promise<void> {
    const end = this.at + ms
    await settle()
    for (let next = this.next(end); next; next = this.next(end)) {
      this.at = next.until
      this.sleepers.splice(this.sleepers.indexOf(next), 1)
      next.wake()
      await settle()
    }
    this.at = end
  }

  private next(end: number) {
    return this.sleepers.filter(({ until }) => until <= end).sort((a, b) => a.until - b.until)[0]
  }
}

const settle = () => new Promise((resolve) => setImmediate(resolve))
