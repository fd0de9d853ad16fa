import type { Sql } from "../sql"
import { countWaiting, insertWebhooks, type NewWebhook } from "./queries"

/** The inbox, or the way to it, is full: the channel is asked to send the webhook again later. */
export class InboxFull extends Error {
  override readonly name = "InboxFull"
  constructor() {
    super("More webhooks wait than can be stored or looked up now; send this one again in a minute.")
  }
}

/** How much the inbox takes. */
export interface InboxLimits {
  /** Webhooks in one statement. */
  readonly batchMax: number
  /** Statements under way at a time: one that is slow must not keep all others waiting. */
  readonly statementsMax: number
  /** Webhooks that wait to be stored, in this process. */
  readonly queuedMax: number
  /** Webhooks of one connection that are stored and wait to be looked up. */
  readonly waitingMax: number
  /** How old the count of those may be. */
  readonly countedForMs: number
}

const usualLimits: InboxLimits = {
  batchMax: 250,
  statementsMax: 4,
  queuedMax: 5_000,
  waitingMax: 50_000,
  countedForMs: 5_000,
}

/** One statement that took very long must not hold up those after it. */
const restMsMax = 250

interface Waiting {
  readonly webhook: NewWebhook
  readonly stored: (isNew: boolean) => void
  readonly failed: (error: unknown) => void
}

/**
 * Stores webhooks: one that comes alone at once, many that come together in a few statements. Nobody is answered before the row is
 * committed. What waits is bounded, here and in the table; beyond it `InboxFull` is thrown.
 */
export class InboxQueue {
  private readonly waiting: Waiting[] = []
  private underWay = 0
  /** How long the last statement took, in milliseconds. */
  private tookMs = 0
  private isResting = false
  private readonly counts = new Map<string, { count: number; at: number; isBeingRead: boolean }>()

  constructor(
    private readonly sql: Sql,
    private readonly limits: InboxLimits = usualLimits,
    private readonly now: () => number = Date.now,
    private readonly later: (run: () => void, ms: number) => unknown = setTimeout
  ) {}

  /** True when it is new; false when it was stored before. */
  store(webhook: NewWebhook): Promise<boolean> {
    if (this.waiting.length >= this.limits.queuedMax || this.isFull(webhook.connectionId))
      return Promise.reject(new InboxFull())
    return new Promise((stored, failed) => {
      this.waiting.push({ webhook, stored, failed })
      this.next()
    })
  }

  private next(): void {
    if (this.underWay >= this.limits.statementsMax || this.waiting.length === 0) return
    if (this.isResting && this.underWay > 0) return
    this.underWay += 1
    this.rest()
    void this.write(this.waiting.splice(0, this.limits.batchMax)).finally(() => {
      this.underWay -= 1
      this.next()
    })
  }

  /**
   * Statements that begin together end together, and who comes a moment later waits for the whole of one before the next begins.
   * With a slow database that is long: so they begin a part of their time apart.
   */
  private rest(): void {
    const ms = Math.min(Math.floor(this.tookMs / this.limits.statementsMax), restMsMax)
    if (ms === 0) return
    this.isResting = true
    this.later(() => {
      this.isResting = false
      this.next()
    }, ms)
  }

  private async write(batch: readonly Waiting[]): Promise<void> {
    const startedAt = this.now()
    try {
      const isNew = new Set(
        await insertWebhooks(
          this.sql,
          batch.map(({ webhook }) => webhook)
        )
      )
      for (const { webhook, stored } of batch) stored(isNew.has(webhook.id))
    } catch (error) {
      for (const { failed } of batch) failed(error)
    } finally {
      this.tookMs = this.now() - startedAt
    }
  }

  /** By a count that is at most a few seconds old, and is read beside the webhooks, never before one of them is answered. */
  private isFull(connectionId: string): boolean {
    const known = this.counts.get(connectionId) ?? { count: 0, at: -Infinity, isBeingRead: false }
    this.counts.set(connectionId, known)
    if (!known.isBeingRead && this.now() - known.at >= this.limits.countedForMs) {
      known.isBeingRead = true
      void this.count(connectionId, known)
    }
    return known.count >= this.limits.waitingMax
  }

  private async count(connectionId: string, known: { count: number; at: number; isBeingRead: boolean }): Promise<void> {
    try {
      known.count = await countWaiting(this.sql, { connectionId, upTo: this.limits.waitingMax })
    } catch {
      // Whoever stores the next webhook meets the same trouble, and says so.
      known.count = 0
    } finally {
      known.at = this.now()
      known.isBeingRead = false
    }
  }
}
