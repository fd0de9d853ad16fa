import { signIdentity, type Identity } from "@anyshelf/connector-kit/subgraph"
import { Lru } from "../lru"

/** A signature is good for a minute; it is used for half of one, so that it is never old when it arrives. */
const USE_MS = 30_000
const CALLERS_MAX = 10_000

/** Signs an identity for subgraphs, and uses the signature again for a while: most requests come from few callers. */
export function signOnce(secret: string, now: () => number): (identity: Identity, key: string) => string {
  const signed = new Lru<string, { readonly token: string; readonly until: number }>(CALLERS_MAX)
  return (identity, key) => {
    const known = signed.get(key)
    if (known && known.until > now()) return known.token
    const token = signIdentity(identity, secret, now())
    signed.set(key, { token, until: now() + USE_MS })
    return token
  }
}
