import { MedusaError } from "@medusajs/framework/utils"

/** A place in a list, as text that goes into an address unchanged. */
export const writeCursor = (...parts: readonly string[]): string =>
  Buffer.from(JSON.stringify(parts)).toString("base64url")

/** The parts that `writeCursor` was given; nothing for no cursor. Throws INVALID_DATA for anything else. */
export function readCursor(text: string | undefined, count: number): readonly string[] | null {
  if (text === undefined) return null
  const parts = parse(Buffer.from(text, "base64url").toString())
  if (Array.isArray(parts) && parts.length === count && parts.every((part) => typeof part === "string")) return parts
  throw new MedusaError(MedusaError.Types.INVALID_DATA, '"after" must be the "next" of an earlier page, unchanged.')
}

/** An instant out of a cursor. Throws INVALID_DATA. */
export function readInstant(text: string): Date {
  const at = new Date(text)
  if (!Number.isNaN(at.getTime())) return at
  throw new MedusaError(MedusaError.Types.INVALID_DATA, '"after" must be the "next" of an earlier page, unchanged.')
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
