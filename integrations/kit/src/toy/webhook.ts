import { createHmac, timingSafeEqual } from "node:crypto"
import type { Hint, Verdict, WebhookRequest } from "../connector"
import type { Feed } from "../records"
import type { ToyConfig } from "./config"

/** Where to look for what a topic tells of. */
const feedOf: Readonly<Record<string, Feed>> = {
  order: "orders",
  return: "returns",
  level: "stock",
  article: "listings",
}

/** Believes a webhook only when its bytes were signed with our secret. */
export function readWebhook(config: ToyConfig, { headers, rawBody }: WebhookRequest): Verdict {
  const wanted = createHmac("sha256", config.webhookSecret).update(rawBody).digest()
  const given = Buffer.from(headers["x-toy-signature"] ?? "", "hex")
  // Unequal lengths make timingSafeEqual throw: a short signature must be a refusal, not a fault.
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return { ok: false, reason: "signature" }
  const event = headers["x-toy-event"]
  const body = parse(rawBody)
  if (!event || !body) return { ok: false, reason: "malformed" }
  return { ok: true, dedupe: event, hints: hintsOf(body) }
}

/** A topic of no interest is genuine all the same: there is nothing to look at. */
function hintsOf({ topic, ref }: { topic: string; ref: string }): readonly Hint[] {
  const feed = feedOf[topic]
  return feed ? [{ feed, ref }] : []
}

function parse(rawBody: Uint8Array): { topic: string; ref: string } | null {
  try {
    const body = JSON.parse(Buffer.from(rawBody).toString("utf8")) as { topic?: unknown; ref?: unknown } | null
    return typeof body?.topic === "string" && typeof body.ref === "string" ? { topic: body.topic, ref: body.ref } : null
  } catch {
    return null
  }
}
