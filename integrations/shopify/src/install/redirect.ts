import { createHmac, timingSafeEqual } from "node:crypto"

type Query = Readonly<Record<string, string>>

/** A redirect may be slow; one that is older was kept by somebody. */
const AGE_MS_MAX = 10 * 60_000

/**
 * Whether Shopify signed the query: HMAC-SHA256 in hex over all other parameters, sorted by name and written as a query again.
 * Compared in constant time; a signature of another length is a refusal, not a fault.
 */
export function isSigned(query: Query, secret: string): boolean {
  const { hmac = "", signature: _old, ...rest } = query
  const text = new URLSearchParams(Object.entries(rest).sort(([one], [other]) => (one < other ? -1 : 1))).toString()
  const wanted = Buffer.from(createHmac("sha256", secret).update(text).digest("hex"))
  const given = Buffer.from(hmac)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

/** @param timestamp seconds since 1970, as Shopify writes it. @param now milliseconds since 1970. */
export function isFresh(timestamp: string | undefined, now: number): boolean {
  const at = Number(timestamp) * 1_000
  return Number.isFinite(at) && Math.abs(now - at) <= AGE_MS_MAX
}
