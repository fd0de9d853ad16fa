import { request } from "undici"
import type { Subgraphs } from "../subgraphs"
import { jsonAnswer, type Answer } from "./send"

const PROBE_MS = 1_000
/** However often somebody asks, subgraphs are probed no more often than this. */
const KEEP_MS = 1_000

/** What the gateway says of itself and its subgraphs. */
interface Health {
  readonly status: "ok" | "degraded"
  readonly subgraphs: Readonly<Record<string, { readonly reachable: boolean; readonly breaker: "closed" | "open" }>>
}

/**
 * `GET /health`: 200 as long as the gateway itself answers, since it still answers partially; the body says which subgraphs do
 * not. So a balancer keeps it, and an operator sees.
 */
export function healthCheck(subgraphs: Subgraphs, now: () => number): () => Promise<Answer> {
  let latest: { readonly at: number; readonly health: Promise<Health> } | undefined
  return async () => {
    if (!latest || now() - latest.at > KEEP_MS) latest = { at: now(), health: probeAll(subgraphs) }
    return jsonAnswer(200, await latest.health)
  }
}

async function probeAll(subgraphs: Subgraphs): Promise<Health> {
  const clients = subgraphs.all()
  const reachable = await Promise.all(clients.map(({ healthUrl }) => probe(healthUrl)))
  const entries = clients.map(({ name, isTrusted }, at) => {
    const breaker = isTrusted ? ("closed" as const) : ("open" as const)
    return [name, { reachable: reachable[at] ?? false, breaker }] as const
  })
  return { status: reachable.every(Boolean) ? "ok" : "degraded", subgraphs: Object.fromEntries(entries) }
}

async function probe(url: string): Promise<boolean> {
  try {
    const { statusCode, body } = await request(url, { signal: AbortSignal.timeout(PROBE_MS) })
    await body.dump()
    return statusCode < 500
  } catch {
    return false
  }
}
