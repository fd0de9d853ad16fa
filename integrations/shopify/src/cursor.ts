import { BAD_CURSOR, Rejected } from "@anyshelf/connector-kit"

/**
 * A feed's cursor. It says what the feed was asked for (`since`), where in it we are (`after`, and for levels
 * `afterLocation`), when this reading began and the newest change it has met: from these a later reading resumes.
 */
export interface Cursor {
  readonly since?: string
  readonly after?: string
  readonly afterLocation?: string
  readonly startedAt?: string
  readonly newest?: string
  /** The export that is being read in place of pages; how often it was asked after, and how far its file is read, in bytes. */
  readonly bulk?: string
  readonly polls?: number
  readonly offset?: number
  /** How many pages of this reading went before, while it may still be exported instead. */
  readonly pages?: number
  /** There is no export: it is read page by page, and no other is begun. */
  readonly paged?: string
}

/** Shopify's search index is behind its own data, by a little. Reading again is safe, so we read a little again. */
const OVERLAP_MS = 2 * 60_000

const KEYS = ["since", "after", "afterLocation", "bulk", "paged"] as const

/** Throws `Rejected` for a cursor that is not ours. */
export function readCursor(cursor: string | null): Cursor {
  if (cursor === null) return {}
  try {
    const value = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")) as Cursor
    if (KEYS.some((key) => typeof value[key] === "string")) return value
  } catch {
    // Told below.
  }
  throw new Rejected("This cursor is not one of Shopify's feeds: start again from null.", BAD_CURSOR)
}

export const writeCursor = (cursor: Cursor): string => Buffer.from(JSON.stringify(cursor)).toString("base64url")

/** The search that gives what changed since. Undefined for everything. */
export const changedSince = ({ since }: Cursor): string | undefined => (since ? `updated_at:>='${since}'` : undefined)

/** The cursor for the next page of the same reading. */
export const nextCursor = (now: Cursor, at: Pick<Cursor, "after" | "afterLocation">): string =>
  writeCursor({ ...pick(now, ["since", "startedAt", "newest", "paged"]), pages: (now.pages ?? 0) + 1, ...at })

/** Adds to a cursor what a page of it has shown. All instants are ISO 8601 in UTC, so text compares as time does. */
export function advance(cursor: Cursor, records: readonly { readonly updatedAt: string }[], now: number): Cursor {
  const newest = [cursor.newest, ...records.map(({ updatedAt }) => updatedAt)].reduce((one, other) =>
    other === undefined || (one !== undefined && one >= other) ? one : other
  )
  return { startedAt: new Date(now).toISOString(), ...cursor, ...(newest !== undefined && { newest }) }
}

/**
 * Where to go on another day. Not later than the newest change met, since our clock may be ahead of the shop's search; and
 * not later than the beginning of this reading, since what was read first may have changed before the last was read.
 */
export function resumeFrom({ since, startedAt, newest }: Cursor): { resume: string; drainedAsOf?: string } {
  if (newest === undefined)
    return { resume: writeCursor({ since: since ?? BEFORE_ANY_SHOP }), ...(since && { drainedAsOf: since }) }
  const until = startedAt !== undefined && startedAt < newest ? startedAt : newest
  const overlapped = new Date(Date.parse(until) - OVERLAP_MS).toISOString()
  const from = since !== undefined && since > overlapped ? since : overlapped
  return { resume: writeCursor({ since: from }), drainedAsOf: from }
}

/** A feed that was empty has told nothing of the channel's time. */
const BEFORE_ANY_SHOP = "2000-01-01T00:00:00.000Z"

const pick = (cursor: Cursor, keys: readonly (keyof Cursor)[]): Cursor =>
  Object.fromEntries(keys.filter((key) => cursor[key] !== undefined).map((key) => [key, cursor[key]]))
