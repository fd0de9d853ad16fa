import { createHash } from "node:crypto"

/**
 * A key as Shopify recommends it, in the form of a UUID: the same parts give the same key.
 * @param attempt rises where Shopify asks for a new key.
 */
export function keyOf(parts: unknown, attempt: number): string {
  const hex = createHash("sha256")
    .update(JSON.stringify([parts, attempt]))
    .digest("hex")
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    "-"
  )
}
