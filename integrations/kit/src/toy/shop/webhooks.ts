import { createHmac } from "node:crypto"
import type { WebhookRequest } from "../../connector"
import type { RuleBook } from "./rules"

/** What the toy shop tells of. */
export const toyTopics = ["order", "return", "level", "article"] as const

/** Signs webhooks, and hands them to whoever listens. */
export class Webhooks {
  /** Where they are sent; null when nobody asked for them. */
  url: string | null = null
  topics: readonly string[] = []
  private events = 0
  private readonly listeners = new Set<(webhook: WebhookRequest, url: string | null) => void>()

  constructor(
    private readonly facts: { readonly rules: RuleBook; readonly secret: () => string; readonly now: () => number }
  ) {}

  /** Hears of each event as it happens, in this process. Gives the way to stop. */
  listen(listener: (webhook: WebhookRequest, url: string | null) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** A webhook with its signature over the very bytes of its body. */
  sign(topic: string, ref: string): WebhookRequest {
    const { rules, secret, now } = this.facts
    this.events += 1
    const rawBody = Buffer.from(JSON.stringify({ topic, ref, at: new Date(now()).toISOString() }, null, 1))
    const signed = rules.holds("signature") ? rawBody : Buffer.from(topic)
    const signature = createHmac("sha256", secret()).update(signed).digest("hex")
    const event = rules.holds("event-id") ? `event-${this.events}` : "event"
    return { rawBody, url: "/", headers: { "x-toy-event": event, "x-toy-signature": signature } }
  }

  /** Something happened: it is signed and told. */
  tell(topic: string, ref: string): WebhookRequest {
    const webhook = this.sign(topic, ref)
    for (const listener of this.listeners) listener(webhook, this.topics.includes(topic) ? this.url : null)
    return webhook
  }
}
