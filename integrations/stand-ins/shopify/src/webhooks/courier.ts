import type { Counters } from "../admin/counters"
import type { DeliveryRecord, ShopStore } from "../shop/store"
import { asDateTime } from "../shop/time"
import { AttemptLog } from "./attempts"
import { post, type Sender } from "./post"

/**
 * Shopify tries 8 times more within some 4 hours, ever further apart: here after 1, 2, 4 … 128 minutes. The exact steps
 * are not published. https://shopify.dev/changelog/updates-to-webhook-retry-mechanism
 */
export const retryDelaysMs: readonly number[] = Array.from({ length: 8 }, (_, tried) => 60_000 * 2 ** tried)

/** Sent at the same time at most; the rest wait their turn. */
const parallelMax = 50

/**
 * Carries webhooks to their subscribers until they are taken or given up. A retry repeats the body of the first time,
 * however much has changed since.
 */
export class Courier {
  readonly log = new AttemptLog()
  private readonly closing = new AbortController()
  private readonly timers = new Map<number, () => void>()
  private readonly queue: DeliveryRecord[] = []
  private readonly underWay = new Set<Promise<void>>()
  private readonly firstAttempts = new Map<number, (status: number) => void>()

  constructor(
    private readonly store: ShopStore,
    private readonly sender: Sender,
    private readonly counters: Counters
  ) {}

  /** Takes up what was on its way when the stand-in last stopped. */
  resume(): void {
    this.store.deliveries.all().forEach((delivery) => this.accept(delivery))
  }

  accept(delivery: DeliveryRecord): void {
    const wait = delivery.dueAt - this.sender.clock.now()
    if (wait <= 0) return this.enqueue(delivery)
    const cancel = this.sender.clock.after(wait, () => {
      this.timers.delete(delivery.id)
      this.enqueue(delivery)
    })
    this.timers.set(delivery.id, cancel)
  }

  /** Status of a delivery's next attempt; waits for it no longer than `maxMs`, and then says 0. */
  async outcome(delivery: DeliveryRecord, maxMs: number): Promise<number> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(0), maxMs)
      this.firstAttempts.set(delivery.id, (status) => {
        clearTimeout(timer)
        resolve(status)
      })
    })
  }

  /** Sends everything that waits for a retry at once. */
  redeliver(): number {
    const waiting = this.store.deliveries.all().filter(({ id }) => this.timers.has(id))
    for (const delivery of waiting) {
      this.timers.get(delivery.id)?.()
      this.timers.delete(delivery.id)
      this.enqueue(delivery)
    }
    return waiting.length
  }

  /** Resolves when nothing is being sent. What waits for a later time is not waited for. */
  async settled(): Promise<void> {
    while (this.underWay.size > 0) await Promise.all(this.underWay)
  }

  /** Forgets what is on its way. */
  forget(): void {
    this.timers.forEach((cancel) => cancel())
    this.timers.clear()
    this.queue.length = 0
    this.store.deliveries.clear()
    this.log.clear()
  }

  async close(): Promise<void> {
    this.closing.abort()
    this.timers.forEach((cancel) => cancel())
    this.timers.clear()
    await this.settled()
  }

  private enqueue(delivery: DeliveryRecord): void {
    this.queue.push(delivery)
    this.fill()
  }

  private fill(): void {
    while (this.underWay.size < parallelMax && !this.closing.signal.aborted) {
      const delivery = this.queue.shift()
      if (!delivery) return
      const sending = this.attempt(delivery).finally(() => {
        this.underWay.delete(sending)
        this.fill()
      })
      this.underWay.add(sending)
    }
  }

  private async attempt(delivery: DeliveryRecord): Promise<void> {
    delivery.attempts++
    const at = asDateTime(this.sender.clock.now())
    const status = await post(delivery, this.sender, this.closing.signal)
    // Forgotten meanwhile, by a stop or a reset: its end concerns no one.
    if (this.closing.signal.aborted || !this.store.deliveries.get(delivery.id)) return
    const { id: deliveryId, topic, webhookId, eventId, uri, isForged, attempts: number } = delivery
    this.log.add({ deliveryId, topic, webhookId, eventId, uri, isForged, number, status, at })
    this.firstAttempts.get(deliveryId)?.(status)
    this.firstAttempts.delete(deliveryId)
    this.conclude(delivery, status >= 200 && status < 300)
    this.store.touch()
  }

  private conclude(delivery: DeliveryRecord, isTaken: boolean): void {
    if (isTaken) this.counters.webhooksDelivered++
    else this.counters.webhooksFailed++
    const delay = this.store.keeps("hook-retry") ? retryDelaysMs[delivery.attempts - 1] : undefined
    if (isTaken || delivery.isForged || delay === undefined) return this.finish(delivery, isTaken)
    this.counters.webhooksRetried++
    delivery.dueAt = this.sender.clock.now() + delay
    this.accept(delivery)
  }

  /** A subscriber that does not answer for all of the retries loses its subscription, as with Shopify. */
  private finish(delivery: DeliveryRecord, isTaken: boolean): void {
    this.store.deliveries.remove(delivery.id)
    if (isTaken || delivery.isForged || !this.store.subscriptions.get(delivery.subscriptionId)) return
    this.store.subscriptions.remove(delivery.subscriptionId)
    this.counters.subscriptionsRemoved++
  }
}
