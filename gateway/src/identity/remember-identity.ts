import { createHash } from "node:crypto"
import { Lru } from "../lru"
import type { AskIdentity, KnownCaller } from "./ask-identity"

/** How long and how many answers to keep. */
export interface RememberOptions {
  /** A right that is taken away still works this long. */
  readonly keepMs: number
  readonly callersMax: number
  readonly now: () => number
}

interface Remembered {
  readonly answer: Promise<KnownCaller | null>
  readonly until: number
}

/**
 * Asks once for credentials that come many times. Kept under their hash, so that no credentials lie in memory. A refusal is kept
 * as well, so that bad credentials cannot be used to wear Medusa out; that nothing could be found out is not kept.
 */
export function rememberIdentity(ask: AskIdentity, { keepMs, callersMax, now }: RememberOptions): AskIdentity {
  const known = new Lru<string, Remembered>(callersMax)
  return (authorization) => {
    const key = createHash("sha256").update(authorization).digest("base64")
    const remembered = known.get(key)
    if (remembered && remembered.until > now()) return remembered.answer
    const fresh: Remembered = { answer: ask(authorization), until: now() + keepMs }
    known.set(key, fresh)
    fresh.answer.catch(() => {
      if (known.get(key) === fresh) known.delete(key)
    })
    return fresh.answer
  }
}
