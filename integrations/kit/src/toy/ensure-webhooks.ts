import type { Host, WebhookState } from "../connector"
import { call } from "./client"
import type { ToyConfig } from "./config"

/** What the connector wants to be told of. */
const wanted = ["order", "return", "level", "article"]

/** Looks where the webhooks go, and corrects it only where it has to. */
export async function ensureWebhooks(config: ToyConfig, host: Host, url: string): Promise<WebhookState> {
  const now = await call<{ url: string | null; topics: string[] }>(config, host, "/webhooks")
  const missing = now?.url === url ? wanted.filter((topic) => !now.topics.includes(topic)) : wanted
  if (missing.length > 0) await call(config, host, "/webhooks", { url })
  return { topics: wanted, mended: missing }
}
