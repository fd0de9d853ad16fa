import { createHash } from "node:crypto"

/**
 * Where Shopify offers no idempotency key but a note, the note carries one: a short reference, by which a thing is known again
 * as made by this very command. Merchants see it, and it harms nobody.
 */
const MARK = " · ref "

/** So long that two commands never share it. */
const DIGITS = 12

/** Shopify's bound on a note: https://shopify.dev/docs/api/admin-graphql/2026-07/input-objects/ReturnLineItemInput */
const NOTE_MAX = 255

/** The note with the reference of a command behind it, cut to what Shopify takes. */
export function withReference(note: string, key: string): string {
  const mark = `${MARK}${referenceOf(key)}`
  return `${note.slice(0, NOTE_MAX - mark.length)}${mark}`.trimStart()
}

/** True when a note carries the reference of this command. */
export const hasReference = (note: string | null, key: string): boolean =>
  note?.endsWith(`${MARK}${referenceOf(key)}`.trimStart()) ?? false

/** The note as a person wrote it. */
export const withoutReference = (note: string): string =>
  note.replace(new RegExp(`(^|\\s)·? ?ref [0-9a-f]{${DIGITS}}$`), "").trim()

const referenceOf = (key: string): string => createHash("sha256").update(key).digest("hex").slice(0, DIGITS)
