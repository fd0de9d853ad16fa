import { randomUUID } from "node:crypto"
import type { FaultPlan } from "../faults"
import { seededRandom, type Random } from "../random"
import type { SubscriptionRecord } from "../shop/records"
import type { ShopEvent } from "../shop/events"
import type { DeliveryRecord, ShopStore } from "../shop/store"
import { bodyOf } from "./body"
import type { Courier } from "./courier"
import { passes } from "./filter"
import { planByChance, planDeliveries, type DeliveryPlan, type Planned } from "./plan"

interface Webhook {
  readonly subscription: SubscriptionRecord
  readonly webhookId: string
  readonly eventId: string
  readonly body: string
}

/** Turns what happens into webhooks for whoever subscribed, and says when each is sent. */
export class Dispatcher {
  /** While one act is carried out: what it gives rise to, to be planned together at its end. */
  private gathered: Webhook[] | null = null
  private readonly random: Random = seededRandom(1)

  constructor(
    private readonly store: ShopStore,
    private readonly faults: FaultPlan,
    private readonly courier: Courier
  ) {
    store.onEvent((event) => this.tell(event))
  }

  /** Carries out an act whose webhooks are delivered by a plan. Returns the deliveries, for who wants to wait for them. */
  during<T>(plan: DeliveryPlan | undefined, act: () => T): { result: T; deliveries: readonly DeliveryRecord[] } {
    this.gathered = []
    try {
      const result = act()
      const webhooks = this.gathered
      const planned = plan
        ? planDeliveries(webhooks, plan, this.random)
        : webhooks.flatMap((one) => planByChance(one, this.faults))
      this.faults.counters.webhooksDropped += webhooks.filter(
        (one) => !planned.some(({ subject }) => subject === one)
      ).length
      return { result, deliveries: planned.map((one) => this.send(one)) }
    } finally {
      this.gathered = null
    }
  }

  private tell(event: ShopEvent): void {
    const webhooks = this.webhooksOf(event)
    if (this.gathered) return void this.gathered.push(...webhooks)
    for (const webhook of webhooks) {
      const planned = planByChance(webhook, this.faults)
      if (planned.length === 0) this.faults.counters.webhooksDropped++
      planned.forEach((one) => this.send(one))
    }
  }

  /** Several subscriptions of one topic hear of the same event under the same event id, each with its own webhook id. */
  private webhooksOf(event: ShopEvent): Webhook[] {
    const subscriptions = this.store.subscriptions.all().filter(({ topic }) => topic === event.topic)
    const isUntold = event.topic === "INVENTORY_LEVELS_UPDATE" && !this.store.keeps("hook-echo")
    if (subscriptions.length === 0 || isUntold) return []
    const full = bodyOf(this.store, event)
    const eventId = randomUUID()
    return subscriptions
      .filter(({ filter }) => passes(full, filter))
      .map((subscription) => {
        const { includeFields } = subscription
        const body =
          includeFields.length === 0
            ? full
            : Object.fromEntries(Object.entries(full).filter(([name]) => includeFields.includes(name)))
        return { subscription, webhookId: randomUUID(), eventId, body: JSON.stringify(body) }
      })
  }

  private send({ subject, isForged, delayMs }: Planned<Webhook>): DeliveryRecord {
    const { subscription, body } = subject
    const isSame = this.store.keeps("hook-event-id")
    const [webhookId, eventId] = isSame ? [subject.webhookId, subject.eventId] : [randomUUID(), randomUUID()]
    const now = this.store.clock.now()
    const delivery: DeliveryRecord = {
      id: this.store.nextId(),
      subscriptionId: subscription.id,
      webhookId,
      eventId,
      topic: subscription.topic,
      uri: subscription.uri,
      apiVersion: subscription.apiVersion,
      body,
      triggeredAt: now,
      isForged,
      attempts: 0,
      dueAt: now + delayMs,
    }
    this.store.deliveries.add(delivery)
    this.store.touch()
    this.courier.accept(delivery)
    return delivery
  }
}
