import { Agent, request } from "undici"
import type { Caller } from "../access/access"
import { isJsonObject } from "../execution/json"

/** Who credentials belong to. */
export interface KnownCaller extends Caller {
  /** The customer's or user's id in Medusa, a connector's connection; null for a secret API key. */
  readonly actorId: string | null
}

/** Finds out who credentials belong to. Null when they are not accepted. Throws when it cannot be found out. */
export type AskIdentity = (authorization: string) => Promise<KnownCaller | null>

/** Where to ask, and how long to wait. */
export interface AskIdentityOptions {
  /** Medusa's `/anyshelf/identity`. */
  readonly url: string
  readonly timeoutMs: number
}

const ANSWER_BYTES_MAX = 64 * 1024
const CONNECTIONS = 16

/** Asks Medusa, which issued the credentials and alone can tell. */
export function identityFromMedusa({ url, timeoutMs }: AskIdentityOptions): {
  ask: AskIdentity
  close(): Promise<void>
} {
  const dispatcher = new Agent({ connections: CONNECTIONS, maxResponseSize: ANSWER_BYTES_MAX })
  return {
    close: () => dispatcher.destroy(),
    async ask(authorization) {
      const signal = AbortSignal.timeout(timeoutMs)
      const { statusCode, body } = await request(url, {
        dispatcher,
        signal,
        headers: { authorization, accept: "application/json" },
      })
      const text = await body.text()
      if (statusCode === 401 || statusCode === 403) return null
      if (statusCode !== 200) throw new Error(`Medusa answered HTTP ${statusCode} when asked who is calling.`)
      return readCaller(JSON.parse(text))
    },
  }
}

/** To Medusa, credentials that are forged or too old are nobody's; whoever sent them should hear it. */
function readCaller(answer: unknown): KnownCaller | null {
  const { kind, actorId, scopes } = isJsonObject(answer) ? answer : {}
  const isKind = kind === "anonymous" || kind === "customer" || kind === "staff" || kind === "connector"
  if (!isKind || !Array.isArray(scopes) || !scopes.every((scope) => typeof scope === "string")) {
    throw new Error('Medusa\'s answer to who is calling misses "kind" or "scopes": update @anyshelf/plugin.')
  }
  if (kind === "anonymous") return null
  return { kind, scopes, actorId: typeof actorId === "string" ? actorId : null }
}
