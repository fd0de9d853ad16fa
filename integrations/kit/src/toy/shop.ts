import { createHmac } from "node:crypto"
import type { WebhookRequest } from "../connector"

/** An article in the toy shop. */
export interface ToyArticle {
  readonly ref: string
  readonly title: string
  readonly sku: string | null
}

/** A sale in the toy shop. */
export interface ToyOrder {
  readonly ref: string
  readonly revision: number
  readonly articleRef: string
  readonly locationRef: string
  readonly quantity: number
  readonly cancelled: boolean
}

/** One write of stock, as the toy API takes it. */
export interface ToyWrite {
  readonly key: string
  readonly articleRef: string
  readonly locationRef: string
  readonly quantity: number
  readonly expected: number | null
}

/** What became of a write. */
export interface ToyOutcome {
  readonly outcome: "set" | "stale" | "unknown-article" | "unknown-location"
  readonly shown?: number
}

/** Who the toy shop trusts, and what it has. */
export interface ToyShopOptions {
  readonly token: string
  readonly webhookSecret: string
  readonly articles: readonly ToyArticle[]
  /** Names of its places by ref. */
  readonly locations: Readonly<Record<string, string>>
  /** Milliseconds since 1970. */
  readonly now?: () => number
}

/** The remote side of the toy channel: a shop kept in memory that sells, counts by compare-and-set and signs webhooks. */
export class ToyShop {
  readonly articles: readonly ToyArticle[]
  readonly locations: Readonly<Record<string, string>>
  readonly token: string
  readonly now: () => number
  private readonly secret: string
  private readonly shown = new Map<string, number>()
  private readonly answered = new Map<string, ToyOutcome>()
  private readonly sales = new Map<string, ToyOrder>()
  private revision = 0
  private events = 0

  constructor(options: ToyShopOptions) {
    this.articles = options.articles
    this.locations = options.locations
    this.token = options.token
    this.secret = options.webhookSecret
    this.now = options.now ?? Date.now
  }

  /** What it shows for an article at a place. */
  available(articleRef: string, locationRef: string): number {
    return this.shown.get(`${articleRef}@${locationRef}`) ?? 0
  }

  /** Staff of the toy shop count a shelf: nobody is asked. */
  count(articleRef: string, locationRef: string, quantity: number): void {
    this.shown.set(`${articleRef}@${locationRef}`, quantity)
  }

  /** Sells, as a customer would. Gives the order and the webhook that tells of it. */
  sell(articleRef: string, locationRef: string, quantity: number): { order: ToyOrder; webhook: WebhookRequest } {
    const left = this.available(articleRef, locationRef) - quantity
    if (left < 0) throw new Error(`The toy shop does not have ${quantity} of ${articleRef} at ${locationRef}.`)
    this.count(articleRef, locationRef, left)
    const ref = `order-${this.sales.size + 1}`
    return this.store({ ref, revision: 0, articleRef, locationRef, quantity, cancelled: false })
  }

  /** Cancels an order; its units go back on the shelf. */
  cancel(orderRef: string): { order: ToyOrder; webhook: WebhookRequest } {
    const order = this.sales.get(orderRef)
    if (!order || order.cancelled) throw new Error(`The toy shop has no open order ${orderRef}.`)
    this.count(
      order.articleRef,
      order.locationRef,
      this.available(order.articleRef, order.locationRef) + order.quantity
    )
    return this.store({ ...order, cancelled: true })
  }

  /** Orders changed after a revision, oldest change first. */
  ordersAfter(revision: number): readonly ToyOrder[] {
    return [...this.sales.values()].filter((order) => order.revision > revision).sort((a, b) => a.revision - b.revision)
  }

  order(ref: string): ToyOrder | undefined {
    return this.sales.get(ref)
  }

  /** Compare-and-set. The same key again gives the first answer. */
  write(write: ToyWrite): ToyOutcome {
    const first = this.answered.get(write.key)
    if (first) return first
    const outcome = this.decide(write)
    if (outcome.outcome === "set") this.answered.set(write.key, outcome)
    return outcome
  }

  /** A webhook with its signature over the very bytes of its body. */
  webhook(topic: string, ref: string): WebhookRequest {
    this.events += 1
    const rawBody = Buffer.from(JSON.stringify({ topic, ref, at: new Date(this.now()).toISOString() }, null, 1))
    const signature = createHmac("sha256", this.secret).update(rawBody).digest("hex")
    return { rawBody, url: "/", headers: { "x-toy-event": `event-${this.events}`, "x-toy-signature": signature } }
  }

  private decide({ articleRef, locationRef, quantity, expected }: ToyWrite): ToyOutcome {
    if (!this.articles.some(({ ref }) => ref === articleRef)) return { outcome: "unknown-article" }
    if (!(locationRef in this.locations)) return { outcome: "unknown-location" }
    const shown = this.available(articleRef, locationRef)
    if (expected !== null && expected !== shown) return { outcome: "stale", shown }
    this.count(articleRef, locationRef, quantity)
    return { outcome: "set", shown: quantity }
  }

  private store(order: ToyOrder): { order: ToyOrder; webhook: WebhookRequest } {
    this.revision += 1
    const stored = { ...order, revision: this.revision }
    this.sales.set(order.ref, stored)
    return { order: stored, webhook: this.webhook("order", order.ref) }
  }
}
