import type { WebhookRequest } from "../../connector"
import { usualVariant, type ToyVariant } from "../variant"
import { act, type ToyAction, type ToyAnswer } from "./act"
import { openReturn } from "./actions/return"
import { Books } from "./books"
import { Catalogue } from "./catalogue"
import type { ToyArticle, ToyMail, ToyOrder, ToyReturn, ToyUnits } from "./model"
import { Rate } from "./rate"
import { RuleBook, type ToyRule } from "./rules"
import { orderOf, type ToySale } from "./sale"
import { Shelf, type ToyOutcome, type ToyWrite } from "./shelf"
import { Webhooks } from "./webhooks"

/** Who the toy shop trusts, what it has, and what kind of shop it is. */
export interface ToyShopOptions {
  readonly token: string
  readonly webhookSecret: string
  readonly articles: readonly ToyArticle[]
  /** Names of its places by ref. */
  readonly locations: Readonly<Record<string, string>>
  /** Refs of its places that are closed. */
  readonly closedLocations?: readonly string[]
  /** Milliseconds since 1970. */
  readonly now?: () => number
  readonly variant?: Partial<ToyVariant>
  /** How long a write waits in an asynchronous shop. @default 50 */
  readonly confirmAfterMs?: number
  /** How many records its API gives at once: few, so that reading on is tried. @default 2 */
  readonly pageSize?: number
  /** Whether requests beyond the rate are refused. They are counted in any case. @default false */
  readonly strictRate?: boolean
  /** A rule that it does not keep, so that somebody may notice. */
  readonly without?: ToyRule
}

/** An order, and the webhook that told of it. */
export interface ToyEvent {
  readonly order: ToyOrder
  readonly webhook: WebhookRequest
}

/** The remote side of the toy channel: a shop kept in memory that sells, keeps rules and signs webhooks. */
export class ToyShop {
  readonly locations: Readonly<Record<string, string>>
  readonly closedLocations: ReadonlySet<string>
  token: string
  webhookSecret: string
  readonly now: () => number
  readonly variant: ToyVariant
  readonly pageSize: number
  readonly rules: RuleBook
  readonly webhooks: Webhooks
  /** What was asked of it and done, for tests that say "once". */
  readonly counts = { requests: 0, overLimit: 0, stockWrites: 0, actions: 0, refusals: 0 }
  private readonly catalogue: Catalogue
  private readonly shelf: Shelf
  private readonly books: Books
  private readonly rate: Rate
  private readonly answers = new Map<string, ToyAnswer>()

  constructor(options: ToyShopOptions) {
    this.locations = options.locations
    this.closedLocations = new Set(options.closedLocations)
    this.token = options.token
    this.webhookSecret = options.webhookSecret
    this.now = options.now ?? Date.now
    this.variant = { ...usualVariant, ...options.variant }
    this.pageSize = options.pageSize ?? 2
    this.rate = new Rate({ ...this.variant, strict: options.strictRate ?? false }, this.now)
    const rules = (this.rules = new RuleBook(options.without))
    this.webhooks = new Webhooks({ rules, now: this.now, secret: () => this.webhookSecret })
    const tell = (topic: string, ref: string) => void this.webhooks.tell(topic, ref)
    this.catalogue = new Catalogue(options.articles, (ref) => tell("article", ref))
    this.shelf = new Shelf({
      rules,
      variant: this.variant,
      article: (ref) => this.catalogue.get(ref),
      locations: this.locations,
      closed: this.closedLocations,
      now: this.now,
      confirmAfterMs: options.confirmAfterMs ?? 50,
      changed: (articleRef, locationRef) => tell("level", `${articleRef}@${locationRef}`),
    })
    this.books = new Books({ rules, shelf: this.shelf, now: this.now, stored: tell })
  }

  get articles(): readonly ToyArticle[] {
    return this.catalogue.articles
  }

  /** Every mail that a customer got, oldest first. */
  get mails(): readonly ToyMail[] {
    return this.books.mails
  }

  article(ref: string): ToyArticle | undefined {
    return this.catalogue.get(ref)
  }

  /** Staff add an article, or change one. */
  putArticle(article: ToyArticle): void {
    this.catalogue.put(article)
  }

  removeArticle(ref: string): void {
    this.catalogue.remove(ref)
  }

  /** What it shows for an article at a place. */
  available(articleRef: string, locationRef: string): number {
    return this.shelf.available(articleRef, locationRef)
  }

  /** Staff of the toy shop count a shelf: nobody is asked. */
  count(articleRef: string, locationRef: string, quantity: number): void {
    this.shelf.set(articleRef, locationRef, quantity)
  }

  /** Sells one article, collected at its place, as a customer would. */
  sell(articleRef: string, locationRef: string, quantity: number): ToyEvent {
    return this.place({ locationRef, lines: [{ articleRef, quantity }] })
  }

  /** Sells whatever a customer may buy. */
  place(sale: ToySale): ToyEvent {
    const order = orderOf(this.books, this.catalogue, sale)
    if (!order.test) this.takeAll(order)
    return this.told(() => this.books.storeOrder(order))
  }

  /** Staff or the customer cancel an order; its units go back on the shelf, its money to the customer. */
  cancel(orderRef: string): ToyEvent {
    return this.told(() => {
      const command = {
        type: "cancel",
        orderRef,
        reason: "customer",
        restock: true,
        refund: true,
        notify: true,
      } as const
      const answer = act(this.desk(), { ...command, key: this.books.nextRef("staff") })
      if (answer.outcome === "refused") throw new Error(`The toy shop has no open order ${orderRef}: ${answer.message}`)
      return this.books.order(orderRef)
    })
  }

  /** Staff change how many units of a line are wanted. */
  edit(orderRef: string, { lineRef, quantity }: ToyUnits): ToyEvent {
    const order = this.books.order(orderRef)
    const line = order.lines.find(({ ref }) => ref === lineRef)
    if (!line) throw new Error(`The order ${orderRef} has no line ${lineRef}.`)
    this.takeAll({ lines: [{ ...line, quantity: quantity - line.quantity }] })
    const share = (amount: number) => (line.quantity === 0 ? 0 : Math.floor((amount * quantity) / line.quantity))
    const { discount, tax, duties } = line
    const edited = { ...line, quantity, discount: share(discount), tax: share(tax), duties: share(duties) }
    const lines = order.lines.map((each) => (each === line ? edited : each))
    return this.told(() => this.books.storeOrder({ ...order, lines }))
  }

  /** A customer asks to send units back. */
  requestReturn(orderRef: string, lines: readonly ToyUnits[], reason = "unwanted"): ToyReturn {
    const asked = lines.map((line) => ({ ...line, reason, note: "" }))
    const key = this.books.nextRef("customer")
    return this.books.return(openReturn(this.books, { type: "return", key, orderRef, lines: asked }, "requested"))
  }

  /** Orders changed after a revision, oldest change first. */
  ordersAfter(revision: number, limit?: number): readonly ToyOrder[] {
    return this.books.orders.after(revision, limit)
  }

  /** Returns changed after a revision, oldest change first. */
  returnsAfter(revision: number, limit?: number): readonly ToyReturn[] {
    return this.books.returns.after(revision, limit)
  }

  order(ref: string): ToyOrder | undefined {
    return this.books.orders.get(ref)
  }

  return(ref: string): ToyReturn | undefined {
    return this.books.returns.get(ref)
  }

  /** One write of stock, by the shop's own way of writing. */
  write(write: ToyWrite): ToyOutcome {
    const outcome = this.shelf.write(write)
    this.counts.stockWrites += 1
    this.counts.refusals += outcome.outcome === "refused" ? 1 : 0
    return outcome
  }

  /** Does anything else: staff may call it as well as the API. The same key again gives the first answer. */
  act(action: ToyAction): ToyAnswer {
    const remembers = this.variant.repeat === "vendor-key" && this.rules.holds("act-once-per-key")
    const first = remembers ? this.answers.get(action.key) : undefined
    if (first) return first
    const answer = act(this.desk(), action)
    this.counts.actions += 1
    if (answer.outcome === "refused") this.counts.refusals += 1
    else this.answers.set(action.key, answer)
    return answer
  }

  /** The next writes that an asynchronous shop takes come to nothing, without a word. */
  refuseNextWrites(count: number): void {
    this.shelf.refuseNext(count)
  }

  /** The API is asked something: how many seconds to wait when that was too much, or null. */
  admit(): number | null {
    this.counts.requests += 1
    const { over, waitSeconds } = this.rate.take()
    this.counts.overLimit += over ? 1 : 0
    return this.rules.holds("rate") ? waitSeconds : null
  }

  /** The next requests are beyond the rate. */
  exhaust(requests = 1): void {
    this.rate.exhaust(requests)
  }

  /** How many articles carry a SKU. */
  articlesWith(sku: string | null): number {
    return this.catalogue.countOf(sku)
  }

  /** A webhook of a topic, signed; nothing has happened. */
  webhook(topic: string, ref: string): WebhookRequest {
    return this.webhooks.sign(topic, ref)
  }

  private desk() {
    const isOpen = (ref: string) => ref in this.locations && !this.closedLocations.has(ref)
    return { books: this.books, catalogue: this.catalogue, isOpen }
  }

  /** All of it, or nothing. */
  private takeAll({ lines }: Pick<ToyOrder, "lines">): void {
    if (!this.rules.holds("sells-down")) return
    const wanted = new Map<string, number>()
    for (const { articleRef, locationRef, quantity } of lines)
      if (articleRef !== null)
        wanted.set(`${articleRef}@${locationRef}`, quantity + (wanted.get(`${articleRef}@${locationRef}`) ?? 0))
    const left = [...wanted].map(([level, quantity]) => {
      const [articleRef, locationRef] = level.split("@") as [string, string]
      const rest = this.available(articleRef, locationRef) - quantity
      if (rest < 0) throw new Error(`The toy shop does not have ${quantity} of ${articleRef} at ${locationRef}.`)
      return [articleRef, locationRef, rest] as const
    })
    for (const level of left) this.shelf.set(...level)
  }

  /** The webhook of an order is the last that was told while it was stored. */
  private told(store: () => ToyOrder): ToyEvent {
    let webhook: WebhookRequest | null = null
    const stop = this.webhooks.listen((told) => (webhook = told))
    try {
      const order = store()
      return { order, webhook: webhook ?? this.webhook("order", order.ref) }
    } finally {
      stop()
    }
  }
}
