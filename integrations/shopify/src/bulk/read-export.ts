import { RetryLater, type Feed, type Page, type RecordOf } from "@anyshelf/connector-kit"
import type { Call } from "../client"
import { resumeFrom, writeCursor, type Cursor } from "../cursor"
import type { BulkFactsFragment } from "../generated/admin"
import type { Operation } from "../operation"
import { bulkById } from "../operations/bulk"
import { beginExport } from "./begin-export"
import { readLines } from "./read-lines"

/** A feed as a file: one line of JSON for each thing. */
export interface Export<F extends Feed> {
  readonly query: Operation<unknown, unknown>
  /** Null for a line that is not a record of this feed. */
  toRecord(line: object, currencyCode: string): RecordOf<F> | null
}

/** So often is an export asked after. */
const POLL_MS = 3_000

/** An export that takes longer than this is given up, and pages are read instead. */
const RUNNING_MS_MAX = 6 * 60 * 60_000

/**
 * From so many pages on, an export is faster: a page of 200 variants takes some six seconds at the lowest plan's rate. What was read
 * by then is in the file once more, which harms nobody.
 */
const PAGES_FIRST = 6

/** A page of an export: it is begun, waited for, or read on. Null when this reading goes page by page. */
export async function readExport<F extends Feed>(call: Call, what: Export<F>, cursor: Cursor): Promise<Page<F> | null> {
  if (cursor.bulk !== undefined) return readOn(call, what, { ...cursor, bulk: cursor.bulk })
  const isDue = cursor.pages === PAGES_FIRST
  if (!isDue || cursor.since !== undefined || cursor.paged !== undefined) return null
  const bulk = await beginExport(call, what.query, cursor.startedAt ?? new Date(call.now()).toISOString())
  return bulk === null ? null : waiting({ bulk, polls: 0 }, 0)
}

async function readOn<F extends Feed>(
  call: Call,
  what: Export<F>,
  cursor: Cursor & { readonly bulk: string }
): Promise<Page<F>> {
  const { bulkOperation: bulk, shop } = await call(bulkById, { id: cursor.bulk })
  if (bulk && isRunning(bulk, call.now()))
    return waiting({ ...cursor, polls: (cursor.polls ?? 0) + 1 }, Number(bulk.rootObjectCount))
  if (bulk?.status !== "COMPLETED") return pagesInstead()
  return (await readPart(call, bulk, cursor, (line) => what.toRecord(line, shop.currencyCode))) ?? pagesInstead()
}

const isRunning = ({ status, createdAt }: BulkFactsFragment, now: number) =>
  (status === "CREATED" || status === "RUNNING") && now - Date.parse(createdAt) < RUNNING_MS_MAX

/** Null when the file is gone: it is kept for a week. */
async function readPart<F extends Feed>(
  call: Call,
  bulk: BulkFactsFragment,
  cursor: Cursor & { readonly bulk: string },
  toRecord: (line: object) => RecordOf<F> | null
): Promise<Page<F> | null> {
  const size = Number(bulk.fileSize ?? 0)
  const offset = cursor.offset ?? 0
  if (!bulk.url || offset >= size) return { items: [], next: null, ...end(bulk) }
  const part = await readLines(call.readFile, bulk.url, offset, size)
  if (!part) return null
  const items = part.lines.flatMap((line) => toRecord(parse(line)) ?? [])
  const total = Number(bulk.rootObjectCount)
  const progress = { done: Math.round((total * part.end) / size), total }
  if (part.end >= size) return { items, next: null, progress, ...end(bulk) }
  return { items, next: writeCursor({ ...cursor, offset: part.end }), progress }
}

/** What changed since the export began is not in it. */
const end = ({ createdAt }: BulkFactsFragment) => {
  const at = new Date(createdAt).toISOString()
  return resumeFrom({ startedAt: at, newest: at })
}

function parse(line: string): object {
  try {
    const value: unknown = JSON.parse(line)
    if (typeof value === "object" && value !== null) return value
  } catch {
    // Told below.
  }
  throw new RetryLater("A line of Shopify's export is not JSON; it is read again.")
}

/** Each page has a cursor of its own, also while nothing has happened: one that pointed to itself would be read for ever. */
const waiting = <F extends Feed>(cursor: Cursor, exported: number): Page<F> => ({
  items: [],
  next: writeCursor(cursor),
  afterMs: POLL_MS,
  progress: { done: exported, total: null },
})

const pagesInstead = <F extends Feed>(): Page<F> => ({ items: [], next: writeCursor({ paged: "yes" }) })
