import { createHmac, timingSafeEqual } from "node:crypto"
import type { Hint, Verdict, WebhookRequest } from "@anyshelf/connector-kit"
import type { ShopifyConfig } from "./config"
import { isGid } from "./gid"

/**
 * Reads a webhook. Checked here, and not by @shopify/shopify-api: that library wants its process-wide adapters set up first
 * (which an app may have done differently) and takes the body as text, while what was signed are bytes. A test holds the
 * two side by side.
 */
export function readWebhook({ webhookSecret, shop }: ShopifyConfig, { headers, rawBody }: WebhookRequest): Verdict {
  if (!isSigned(rawBody, headers["x-shopify-hmac-sha256"], webhookSecret)) return { ok: false, reason: "signature" }
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

function parse(rawBody: Uint8Array): Readonly<Record<string, unknown>> | null {
  try {
    const body: unknown = JSON.parse(Buffer.from(rawBody).toString("utf8"))
    return typeof body === "object" && body !== null && !Array.isArray(body) ? (body as Record<string, unknown>) : null
  } catch {
    return null
  }
}

function hintsOf(topic: string, body: Readonly<Record<string, unknown>>): readonly Hint[] {
  const at = body["updated_at"]
  const known = typeof at === "string" && !Number.isNaN(Date.parse(at)) ? { at: new Date(at).toISOString() } : {}
  if (topic === "orders/edited") return orderHint(undefined, editedOrder(body), known)
  if (topic.startsWith("orders/")) return orderHint(body["admin_graphql_api_id"], body["id"], known)
  if (topic === "inventory_levels/update") {
    const item = gid("InventoryItem", body["inventory_item_id"])
    const location = gid("Location", body["location_id"])
    return item && location ? [{ feed: "stock", ref: `${item}@${location}`, ...known }] : []
  }
  return []
}

function orderHint(named: unknown, id: unknown, known: Pick<Hint, "at">): readonly Hint[] {
  const ref = typeof named === "string" && isGid("Order", named) ? named : gid("Order", id)
  return ref ? [{ feed: "orders", ref, ...known }] : []
}

/** An edit is a thing of its own, with an id of its own: the order is named inside it. */
const editedOrder = ({ order_edit: edit }: Readonly<Record<string, unknown>>): unknown =>
  typeof edit === "object" && edit !== null && "order_id" in edit ? edit.order_id : undefined

/** A webhook's body has plain numbers where the Admin API has global ids. */
function gid(type: "InventoryItem" | "Location" | "Order", id: unknown): string | null {
  const ref = `gid://shopify/${type}/${typeof id === "number" || typeof id === "string" ? id : ""}`
  return isGid(type, ref) ? ref : null
}
