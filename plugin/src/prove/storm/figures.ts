/** What is counted while a storm rages. */
export class Figures {
  /** Claims that were answered: granted or refused. */
  granted = 0
  refused = 0
  /** Told to come again, and came again. */
  busy = 0
  /** Sent again since nobody answered. */
  retries = 0
  /** Never answered: the buyer died, or gave up. */
  unanswered = 0
  /** Sent again on purpose although they were answered. */
  replays = 0
  readonly faults = new Map<string, number>()
  private readonly durations: number[] = []

  get attempts(): number {
    return this.granted + this.refused
  }

  took(ms: number): void {
    this.durations.push(ms)
  }

  fault(message: string): void {
    const text = message.slice(0, 200)
    this.faults.set(text, (this.faults.get(text) ?? 0) + 1)
  }

  /** What share of the answers came in that time or less, in milliseconds; 0 where there are none. */
  percentile(share: number): number {
    const sorted = Float64Array.from(this.durations).sort()
    return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  }
}

/** Whether an error is what a buyer has to expect while workers and databases are being killed. */
export const isOfKills = (message: string): boolean =>
  /^(08|57P0|ECONNRE|EPIPE|outcome_unknown)|Connection (terminated|ended)|connection error|not queryable|Timeout acquiring|terminating connection|the database system is|server closed|Client has encountered|Transaction query already complete/i.test(
    message
  )
