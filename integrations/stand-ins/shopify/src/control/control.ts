import type { Bucket } from "../admin/bucket"
import { newCounters, type Counters } from "../admin/counters"
import type { Credentials } from "../auth/credentials"
import type { BulkRunner } from "../bulk/bulk-runner"
import type { BuyerOptions, Buyers } from "../buyers"
import type { Faults, FaultPlan, FaultSettings } from "../faults"
import { upsertProduct } from "../shop/catalog"
import { cancel } from "../shop/cancel-order"
import { edit } from "../shop/edit-order"
import { editStock } from "../shop/edit-stock"
import type { OrderRecord } from "../shop/order-records"
import type { ProductInput } from "../shop/product-input"
import type { LevelRecord, LocationRecord } from "../shop/records"
import { isRefusal, type Refusal } from "../shop/refusal"
import type { Cancellation, Edit, Sale, StockEdit } from "../shop/sale"
import type { RefundRecord, ReturnRecord } from "../shop/return-records"
import { openLocations, upsertLocation, type LocationSeed, type ShopSeed } from "../shop/seed"
import { sell } from "../shop/sell"
import type { DeliveryRecord, ShopStore } from "../shop/store"
import type { Attempt } from "../webhooks/attempts"
import type { Courier } from "../webhooks/courier"
import type { Dispatcher } from "../webhooks/dispatcher"
import type { DeliveryPlan } from "../webhooks/plan"
import {
  fulfilOrder,
  refundOrder,
  returnOrder,
  type StaffFulfilment,
  type StaffRefund,
  type StaffReturn,
} from "../shop/by-hand"
import { snapshot, type Snapshot, type SnapshotFilter } from "./snapshot"

/** How an act's webhooks are delivered, and whether to wait for them. */
export interface Telling {
  readonly deliverWebhooks?: DeliveryPlan
  /** Answer when each webhook has been tried once, with what came of it. At most 10 s. */
  readonly wait?: boolean
}

export interface Told {
  readonly topic: string
  readonly webhookId: string
  readonly eventId: string
  readonly isForged: boolean
  /** Of the subscriber's answer, 0 for none in time; only where it was waited for. */
  readonly status?: number
}

export interface Done<T> {
  readonly result: T
  readonly webhooks: readonly Told[]
}

export interface LoadReport {
  created: number
  updated: number
  unchanged: number
  readonly rejected: { readonly line: number; readonly handle: string | null; readonly reason: string }[]
}

export interface Workings {
  readonly store: ShopStore
  readonly seed: ShopSeed
  readonly bucket: Bucket
  readonly faults: FaultPlan
  readonly counters: Counters
  readonly courier: Courier
  readonly dispatcher: Dispatcher
  readonly buyers: Buyers
  readonly credentials: Credentials
  readonly bulk: BulkRunner
}

const waitMaxMs = 10_000
const rejectedMax = 1000

/** What whoever runs the shop can do with it: the buyer, the member of staff, and fate. */
export class Control {
  constructor(private readonly workings: Workings) {}

  /** A buyer orders. Refused when there is not enough, and then nothing has changed. */
  async sell(sale: Sale & Telling): Promise<Done<OrderRecord> | Refusal> {
    return this.act(sale, () => sell(this.workings.store, sale))
  }

  async cancel(cancellation: Cancellation & Telling): Promise<Done<OrderRecord> | Refusal> {
    return this.act(cancellation, () => cancel(this.workings.store, cancellation))
  }

  async edit(change: Edit & Telling): Promise<Done<OrderRecord> | Refusal> {
    return this.act(change, () => edit(this.workings.store, change))
  }

  /** A member of staff sends what is open of an order. */
  async fulfil(work: StaffFulfilment & Telling): Promise<Done<OrderRecord> | Refusal> {
    return this.act(work, () => fulfilOrder(this.workings.store, work))
  }

  /** A member of staff gives money back: for units of an article, or an amount. */
  async refund(back: StaffRefund & Telling): Promise<Done<RefundRecord> | Refusal> {
    return this.act(back, () => refundOrder(this.workings.store, back))
  }

  /** A customer asks to send units back; with `isApproved`, staff has agreed to it already. */
  async requestReturn(back: StaffReturn & Telling): Promise<Done<ReturnRecord> | Refusal> {
    return this.act(back, () => returnOrder(this.workings.store, back))
  }

  /** A member of staff counts again. */
  async setStock(change: StockEdit & Telling): Promise<Done<LevelRecord> | Refusal> {
    return this.act(change, () => editStock(this.workings.store, change))
  }

  /** Adds products or changes them, by handle. The same again changes nothing. Bad ones are reported, the rest loaded. */
  async loadProducts(products: Iterable<unknown> | AsyncIterable<unknown>): Promise<LoadReport> {
    const report: LoadReport = { created: 0, updated: 0, unchanged: 0, rejected: [] }
    let line = 0
    for await (const product of products) {
      line++
      const loaded = upsertProduct(this.workings.store, product as ProductInput)
      if (loaded.outcome !== "rejected") report[loaded.outcome]++
      else if (report.rejected.length < rejectedMax)
        report.rejected.push({ line, handle: (product as ProductInput | null)?.handle ?? null, reason: loaded.reason })
    }
    return report
  }

  /** Adds a place or changes it, by name. */
  upsertLocation(location: LocationSeed): LocationRecord {
    return upsertLocation(this.workings.store, location)
  }

  setFaults(settings: FaultSettings): Faults {
    return this.workings.faults.set(settings)
  }

  clearFaults(): Faults {
    return this.workings.faults.clear()
  }

  setBuyers(options: BuyerOptions): void {
    this.workings.buyers.set(options)
  }

  /** What the app's tokens may do from now on: a merchant who has not agreed to more, or to less. */
  setScopes(scopes: readonly string[]): void {
    this.workings.credentials.setScopes(scopes)
  }

  /** Every token is refused from now on, without a word: what a client sees whose secret was rotated. */
  revokeTokens(): void {
    this.workings.credentials.revoke()
  }

  /** The token that the stand-in was started with is good again. */
  restoreToken(): void {
    this.workings.credentials.install()
  }

  /** The merchant removes the app: it is told, and then it has no token and no subscriptions. */
  uninstall(): void {
    const { store, credentials } = this.workings
    store.emit({ topic: "APP_UNINSTALLED" })
    credentials.revoke()
    store.subscriptions.clear()
    store.touch()
  }

  /** Takes subscriptions away without a word, all or those of one topic. Returns how many. */
  dropSubscriptions(topic?: string): number {
    const { store } = this.workings
    const found = store.subscriptions.all().filter((one) => topic === undefined || one.topic === topic)
    found.forEach(({ id }) => store.subscriptions.remove(id))
    store.touch()
    return found.length
  }

  /** Sends every webhook that waits for its next try now. Returns how many. */
  redeliver(): number {
    return this.workings.courier.redeliver()
  }

  /** The latest sendings of webhooks, oldest first. */
  attempts(): readonly Attempt[] {
    return this.workings.courier.log.all()
  }

  /** Resolves when no webhook is being sent. */
  async settled(): Promise<void> {
    await this.workings.courier.settled()
  }

  snapshot(filter: SnapshotFilter = {}): Snapshot {
    const { store, counters, bucket, buyers } = this.workings
    return {
      ...snapshot(store, filter),
      counters: { ...counters },
      throttle: bucket.status(),
      ordersByBuyers: buyers.orders,
      eventsByThemselves: buyers.events,
    }
  }

  /** An empty shop, as at the very start: no products, orders, subscriptions, keys, faults or buyers. */
  reset(): void {
    const { store, seed, faults, counters, courier, buyers, bulk, credentials } = this.workings
    buyers.stop()
    bulk.stop()
    courier.forget()
    faults.clear()
    Object.assign(counters, newCounters())
    for (const table of [
      store.products,
      store.variants,
      store.levels,
      store.subscriptions,
      store.adjustments,
      store.locations,
      store.mails,
      store.jobs,
      store.bulks,
      store.tokens,
      store.consents,
    ])
      table.clear()
    store.forgetOrders()
    store.keys.clear()
    credentials.install()
    openLocations(store, seed)
    store.touch()
  }

  private async act<T>({ deliverWebhooks, wait }: Telling, act: () => T | Refusal): Promise<Done<T> | Refusal> {
    const { result, deliveries } = this.workings.dispatcher.during(deliverWebhooks, act)
    if (isRefusal(result)) return result
    const webhooks = await Promise.all(deliveries.map((delivery) => this.told(delivery, wait ?? false)))
    return { result, webhooks }
  }

  private async told(delivery: DeliveryRecord, wait: boolean): Promise<Told> {
    const { topic, webhookId, eventId, isForged } = delivery
    if (!wait) return { topic, webhookId, eventId, isForged }
    return { topic, webhookId, eventId, isForged, status: await this.workings.courier.outcome(delivery, waitMaxMs) }
  }
}
