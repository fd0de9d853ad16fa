import type { Clock } from "../clock"
import type { DeliveryRecord } from "../shop/store"
import { asDateTime } from "../shop/time"
import { sign } from "./sign"
import { topics } from "./topics"

/** Shopify waits this long for an answer. https://shopify.dev/docs/apps/build/webhooks/subscribe/https */
const answerMs = 5_000

export interface Sender {
  readonly domain: string
  readonly secret: string
  readonly clock: Clock
  /** False when the rule of signing is switched off. */
  readonly isSigned: boolean
}

/** Sends a webhook once. The status of the answer; 0 when there was none in time. */
export async function post(
  delivery: DeliveryRecord,
  { domain, secret, clock, isSigned }: Sender,
  closing: AbortSignal
): Promise<number> {
  const late = new AbortController()
  const stopWaiting = clock.after(answerMs, () => late.abort())
  try {
    const response = await fetch(delivery.uri, {
      method: "POST",
      body: delivery.body,
      headers: headersOf(
        delivery,
        domain,
        sign(delivery.body, delivery.isForged || !isSigned ? `not ${secret}` : secret)
      ),
      redirect: "manual",
      signal: AbortSignal.any([late.signal, closing]),
    })
    await response.body?.cancel()
    return response.status
  } catch {
    // Refused, reset, too late: to Shopify all the same, no answer.
    return 0
  } finally {
    stopWaiting()
  }
}

const headersOf = (delivery: DeliveryRecord, domain: string, signature: string) => ({
  "Content-Type": "application/json",
  "User-Agent": "Shopify-Captain-Hook",
  "X-Shopify-Topic": topics.get(delivery.topic) ?? delivery.topic,
  "X-Shopify-Hmac-Sha256": signature,
  "X-Shopify-Shop-Domain": domain,
  "X-Shopify-API-Version": delivery.apiVersion,
  "X-Shopify-Webhook-Id": delivery.webhookId,
  "X-Shopify-Event-Id": delivery.eventId,
  "X-Shopify-Triggered-At": asDateTime(delivery.triggeredAt),
})
