import { createHash, randomBytes, timingSafeEqual } from "node:crypto"

/** How a channel key begins, so that a leaked one is recognised. */
const prefix = "anyc_"
const shape = /^anyc_([a-z0-9]{16})_([A-Za-z0-9_-]{43})$/

/** A new key: what is shown once, and what is kept. */
export function makeKey(): { readonly id: string; readonly key: string; readonly hash: string } {
  const id = randomBytes(8).toString("hex")
  const key = `${prefix}${id}_${randomBytes(32).toString("base64url")}`
  return { id, key, hash: hashOf(key) }
}

/** The part of a key that names it; null for what is no channel key. */
export const idOfKey = (key: string): string | null => shape.exec(key)?.[1] ?? null

/** Compares in constant time. */
export const isKeyOf = (key: string, hash: string): boolean =>
  timingSafeEqual(Buffer.from(hashOf(key), "hex"), Buffer.from(hash, "hex"))

const hashOf = (key: string) => createHash("sha256").update(key).digest("hex")
