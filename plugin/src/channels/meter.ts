import { addLags, withLag, type LagHistogram } from "../domain/channels/lag-histogram"

/** What is counted, minute by minute. */
export type Counted = "decided" | "written" | "conflicts" | "rejected" | "unknown" | "requests" | "throttled"

/** The counts of one minute that have not been told yet. */
export interface MinuteCounts extends Readonly<Record<Counted, number>> {
  readonly minute: Date
  readonly lag: LagHistogram
  readonly headroom: number | null
  readonly circuitOpenMs: number
}

const minuteMs = 60_000
/** While the database is away, so many minutes are kept; then the oldest are given up. */
const minutesMax = 120

const nothing = { decided: 0, written: 0, conflicts: 0, rejected: 0, unknown: 0, requests: 0, throttled: 0 }

/** Counts what one process does for one connection, until it is told to the database. */
export class Meter {
  private readonly minutes = new Map<number, MinuteCounts>()

  /** @param now - milliseconds since 1970 */
  constructor(private readonly now: () => number) {}

  count(what: Counted, times = 1): void {
    if (times > 0) this.change((counts) => ({ ...counts, [what]: counts[what] + times }))
  }

  /** A change of stock was confirmed by the channel so many milliseconds after it was made. */
  lag(ms: number): void {
    this.change((counts) => ({ ...counts, lag: withLag(counts.lag, ms) }))
  }

  /** So much of the rate limit was left, 0 to 1. */
  headroom(left: number): void {
    this.change((counts) => ({ ...counts, headroom: Math.min(counts.headroom ?? 1, left) }))
  }

  circuitOpen(ms: number): void {
    if (ms > 0) this.change((counts) => ({ ...counts, circuitOpenMs: counts.circuitOpenMs + ms }))
  }

  /** What has not been told; it is not counted again unless it is given back. */
  take(): readonly MinuteCounts[] {
    const taken = [...this.minutes.values()]
    this.minutes.clear()
    return taken
  }

  /** What could not be told after all, for the next time. */
  giveBack(counts: MinuteCounts): void {
    this.merge(counts.minute.getTime(), (now) => ({
      ...now,
      ...Object.fromEntries(counted.map((what) => [what, now[what] + counts[what]])),
      lag: addLags([now.lag, counts.lag]),
      headroom: least(now.headroom, counts.headroom),
      circuitOpenMs: now.circuitOpenMs + counts.circuitOpenMs,
    }))
  }

  private change(how: (counts: MinuteCounts) => MinuteCounts): void {
    this.merge(Math.floor(this.now() / minuteMs) * minuteMs, how)
  }

  private merge(minute: number, how: (counts: MinuteCounts) => MinuteCounts): void {
    const before = this.minutes.get(minute)
    this.minutes.set(minute, how(before ?? emptyMinute(minute)))
    const oldest = this.minutes.keys().next()
    if (this.minutes.size > minutesMax && !oldest.done) this.minutes.delete(oldest.value)
  }
}

const counted = Object.keys(nothing) as Counted[]

const emptyMinute = (minute: number): MinuteCounts => ({
  ...nothing,
  minute: new Date(minute),
  lag: [],
  headroom: null,
  circuitOpenMs: 0,
})

const least = (one: number | null, other: number | null) =>
  one === null || other === null ? (one ?? other) : Math.min(one, other)
