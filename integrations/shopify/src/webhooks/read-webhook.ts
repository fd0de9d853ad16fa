import { createHmac, timingSafeEqual } from "node:crypto"
import type { Verdict, WebhookRequest } from "@anyshelf/connector-kit"
import { signingSecret, type ShopifyConfig } from "../config"
import { hintsOf, type Body } from "./hints"

/**
 * Reads a webhook. Checked here, and not by @shopify/shopify-api: that library wants its process-wide adapters set up first
 * (which an app may have done differently) and takes the body as text, while what was signed are bytes. A test holds the
 * two side by side.
 */
export function readWebhook(config: ShopifyConfig, { headers, rawBody }: WebhookRequest): Verdict {
  const { shop } = config
  if (!isSigned(rawBody, headers["x-shopify-hmac-sha256"], signingSecret(config)))
    return { ok: false, reason: "signature" }
  const topic = headers["x-shopify-topic"]
  // Several subscriptions to one topic tell of one event; an event's own id is missing from older versions.
  const event = headers["x-shopify-event-id"] ?? headers["x-shopify-webhook-id"]
  const body = parse(rawBody)
  // The secret belongs to the app, which may be installed in other shops: their webhooks are genuine, and not ours.
  if (!topic || !event || !body || headers["x-shopify-shop-domain"] !== shop) return { ok: false, reason: "malformed" }
  return { ok: true, dedupe: [shop, topic, event].join(" "), hints: hintsOf(topic, body) }
}

/** Compares in constant time; a signature of another length is a refusal, not a fault. */
function isSigned(rawBody: Uint8Array, signature: string | undefined, secret: string): boolean {
  const wanted = Buffer.from(createHmac("sha256", secret).update(rawBody).digest("base64"))
  const given = Buffer.from(signature ?? "")
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

/** An object, or a list of objects, which some topics send: its entries are looked through as those of an object are. */
function parse(rawBody: Uint8Array): Body | null {
  try {
    const body: unknown = JSON.parse(Buffer.from(rawBody).toString("utf8"))
    return typeof body === "object" && body !== null && Object.keys(body).length > 0 ? (body as Body) : null
  } catch {
    return null
  }
}
