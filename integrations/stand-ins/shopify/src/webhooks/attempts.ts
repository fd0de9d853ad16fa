/** One sending of a webhook and what came of it. */
export interface Attempt {
  readonly deliveryId: number
  readonly topic: string
  readonly webhookId: string
  readonly eventId: string
  readonly uri: string
  readonly isForged: boolean
  /** 1 for the first. */
  readonly number: number
  /** Of the answer; 0 when there was none in time. */
  readonly status: number
  /** ISO 8601 */
  readonly at: string
}

const keptMax = 2000

/** The latest attempts, for tests and for whoever wonders where a webhook went. */
export class AttemptLog {
  private readonly attempts: Attempt[] = []

  add(attempt: Attempt): void {
    this.attempts.push(attempt)
    if (this.attempts.length > keptMax) this.attempts.shift()
  }

  all(): readonly Attempt[] {
    return this.attempts
  }

  clear(): void {
    this.attempts.length = 0
  }
}
