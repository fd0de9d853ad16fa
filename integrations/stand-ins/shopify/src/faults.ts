import { newCounters, type Counters } from "./admin/counters"
import type { Clock } from "./clock"
import { seededRandom, type Random } from "./random"

/** Something that goes wrong with a request to the Admin API. */
export interface RequestFault {
  /**
   * `status`: answered with `status` and nothing done · `throttled`: Shopify's THROTTLED body · `html`: an error page
   * instead of JSON · `hang`: never answered · `reset`: the connection cut before anything was done · `reset-after`: done,
   * and the connection cut before the answer · `truncate`: done, and half the answer sent · `delay`: done, and answered
   * `delayMs` later · `large`: 10 MB of an answer that never ends well · `unauthorized`: 401, as for a token that is none.
   */
  readonly kind:
    "status" | "throttled" | "html" | "hang" | "reset" | "reset-after" | "truncate" | "delay" | "large" | "unauthorized"
  /** For how many requests. Default 1. */
  readonly times?: number
  /** Only for requests whose document contains this text, as "inventorySetQuantities". */
  readonly containing?: string
  /** For `status`. Default 500. */
  readonly status?: number
  /** For `status`: the header, as Shopify writes it, in seconds: "2.0". */
  readonly retryAfter?: string
  readonly delayMs?: number
}

/** How webhooks go wrong. Rates are shares from 0 to 1. */
export interface WebhookFaults {
  /** Never sent, not even again. */
  readonly dropRate: number
  /** Sent twice, with the same ids. */
  readonly duplicateRate: number
  /** Sent once more, signed with another secret. */
  readonly wrongSignatureRate: number
  /** Held back by up to `delayMs`, so that later ones arrive first. */
  readonly reorderRate: number
  readonly delayMs: number
}

export interface Faults {
  readonly requests: readonly RequestFault[]
  readonly webhooks: WebhookFaults
  /** For so long from now every request is answered with 503 and nothing is done: the vendor is down. */
  readonly outageMs: number
  /** Every answer comes so much later: a database that is slow. */
  readonly slowMs: number
  /** How long a mutation holds its idempotency key before it is carried out. */
  readonly mutationDelayMs: number
  /** The same seed, the same misfortunes. */
  readonly seed: number
}

export const noFaults: Faults = {
  requests: [],
  webhooks: { dropRate: 0, duplicateRate: 0, wrongSignatureRate: 0, reorderRate: 0, delayMs: 0 },
  outageMs: 0,
  slowMs: 0,
  mutationDelayMs: 0,
  seed: 1,
}

export type FaultSettings = Partial<Omit<Faults, "webhooks">> & { readonly webhooks?: Partial<WebhookFaults> }

/** The misfortunes that lie ahead. */
export class FaultPlan {
  private faults: Faults = noFaults
  private left: { fault: RequestFault; times: number }[] = []
  private downUntil = Number.NEGATIVE_INFINITY
  private random: Random = seededRandom(noFaults.seed)

  constructor(
    settings: FaultSettings,
    private readonly clock: Clock,
    readonly counters: Counters = newCounters()
  ) {
    this.set(settings)
  }

  /** What is left out stays as it was; a new list of request faults takes the place of what is left of the old. */
  set(settings: FaultSettings): Faults {
    this.faults = { ...this.faults, ...settings, webhooks: { ...this.faults.webhooks, ...settings.webhooks } }
    if (settings.requests) this.left = settings.requests.map((fault) => ({ fault, times: fault.times ?? 1 }))
    if (settings.outageMs !== undefined) this.downUntil = this.clock.now() + settings.outageMs
    if (settings.seed !== undefined) this.random = seededRandom(settings.seed)
    return this.faults
  }

  clear(): Faults {
    return this.set(noFaults)
  }

  get webhooks(): WebhookFaults {
    return this.faults.webhooks
  }

  /** True in `rate` of the cases. */
  chance(rate: number): boolean {
    return rate > 0 && this.random() < rate
  }

  /** The fault that this request meets, which is thereby used up once; null when all goes well. */
  nextRequest(document: string): RequestFault | null {
    const found = this.left.find(({ fault, times }) => times > 0 && document.includes(fault.containing ?? ""))
    if (!found) return null
    found.times--
    return found.fault
  }

  get isDown(): boolean {
    return this.clock.now() < this.downUntil
  }

  /** How much later than it could be an answer is sent. */
  async beforeAnswer(): Promise<void> {
    const ms = this.faults.slowMs
    if (ms > 0) await new Promise<void>((done) => this.clock.after(ms, done))
  }

  async beforeMutation(): Promise<void> {
    const ms = this.faults.mutationDelayMs
    if (ms > 0) await new Promise<void>((done) => this.clock.after(ms, done))
  }
}
