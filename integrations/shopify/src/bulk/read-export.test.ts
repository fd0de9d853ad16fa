import { Rejected, type ListingRecord, type Page } from "@anyshelf/connector-kit"
import type { Call } from "../client"
import { readCursor, writeCursor } from "../cursor"
import { bulkById, bulkListings, recentBulks, startBulk } from "../operations/bulk"
import { readExport, type Export } from "./read-export"

const NOW = Date.parse("2026-11-23T10:00:00Z")
const CREATED = "2026-11-23T09:59:00Z"
const LONG = writeCursor({ after: "x", pages: 6, startedAt: CREATED })

const what: Export<"listings"> = {
  query: bulkListings,
  toRecord: (line) => ("id" in line ? ({ feed: "listings", ref: String(line.id) } as ListingRecord) : null),
}

/** A shop that exports, as Shopify does, and serves parts of the file. */
function fakeShop(lines: readonly string[], change: { status?: string; refuses?: Error | null } = {}) {
  const file = Buffer.from(lines.map((line) => `${line}\n`).join(""))
  const state = {
    status: "COMPLETED",
    refuses: null as Error | null,
    started: 0,
    gone: false,
    known: [] as object[],
    ...change,
  }
  const bulk = () => ({
    id: "gid://shopify/BulkOperation/1",
    status: state.status,
    createdAt: CREATED,
    objectCount: String(lines.length),
    rootObjectCount: String(lines.length),
    fileSize: String(file.length),
    url: "https://storage.example/file",
    query: bulkListings.source,
  })
  const parts: number[] = []
  const call = Object.assign(
    (async (operation: unknown) => {
      if (operation === recentBulks) return { bulkOperations: { nodes: state.known } }
      if (operation === bulkById) return { bulkOperation: bulk(), shop: { currencyCode: "EUR" } }
      if (operation !== startBulk) throw new Error("unexpected call")
      if (state.refuses) throw state.refuses
      state.started += 1
      state.known.push(bulk())
      return { bulkOperationRunQuery: { bulkOperation: bulk(), userErrors: [] } }
    }) as unknown as Call,
    {
      now: () => NOW,
      readFile: async (_url: string, start: number, length: number) => {
        parts.push(start)
        return state.gone ? null : new Uint8Array(file.subarray(start, start + length))
      },
    }
  )
  const read = (cursor: string) => readExport(call, what, readCursor(cursor))
  return { state, parts, read }
}

async function readToEnd(read: (cursor: string) => Promise<Page<"listings"> | null>, from: string) {
  const refs: string[] = []
  for (let cursor: string | null = from, pages = 0; cursor !== null; pages += 1) {
    if (pages > 100) throw new Error("There is no end to it.")
    const page: Page<"listings"> | null = await read(cursor)
    if (!page) throw new Error("The export was given up.")
    refs.push(...page.items.map(({ ref }) => ref))
    if (page.next === null) return { refs, last: page, pages }
    cursor = page.next
  }
  throw new Error("unreachable")
}

/** Lines of all lengths, with letters of more than one byte, so that parts end in the midst of them. */
const lines = Array.from({ length: 4_000 }, (_, at) =>
  JSON.stringify({ id: `v${at}`, title: "Ä林😀".repeat(at % 120) })
)

test("law: every line is read once and whole, however the file is cut", async () => {
  const { read, parts } = fakeShop(lines)
  const { refs, last } = await readToEnd(read, LONG)
  expect(refs).toEqual(lines.map((_, at) => `v${at}`))
  expect(parts.length).toBeGreaterThan(2)
  expect(last.resume).toBeDefined()
  // From where the export began, less what the shop's own clock may lag.
  expect(readCursor(last.resume ?? null).since).toBe("2026-11-23T09:57:00.000Z")
})

test("a reading that was killed goes on where it stopped", async () => {
  const { read } = fakeShop(lines)
  const begun = await read(LONG)
  const first = await read(begun!.next!)
  const [once, again] = [await read(first!.next!), await read(first!.next!)]
  expect(again).toEqual(once)
  expect(first!.items.length + (await readToEnd(read, first!.next!)).refs.length).toBe(lines.length)
})

test("an export that was begun and forgotten is taken up, not begun anew", async () => {
  const { read, state } = fakeShop(lines)
  expect(await read(LONG)).toEqual(await read(LONG))
  expect(state.started).toBe(1)
})

test("an export that is older than the reading tells what was so before: another is begun", async () => {
  const { read, state } = fakeShop(lines)
  const later = new Date(Date.parse(CREATED) + 60_000).toISOString()
  await read(LONG)
  await read(writeCursor({ after: "x", pages: 6, startedAt: later }))
  expect(state.started).toBe(2)
})

test("while Shopify works, each page says when to ask again, and is never the same page", async () => {
  const { read, state } = fakeShop(lines, { status: "RUNNING" })
  const first = await read(LONG)
  const second = await read(first!.next!)
  expect([first!.items, first!.afterMs, second!.progress]).toEqual([[], 3_000, { done: 4_000, total: null }])
  expect(new Set([LONG, first!.next, second!.next]).size).toBe(3)
  state.status = "COMPLETED"
  expect((await readToEnd(read, second!.next!)).refs).toHaveLength(lines.length)
})

test.each(["FAILED", "CANCELED", "EXPIRED"])("an export that is %s is given up for pages", async (status) => {
  const { read } = fakeShop(lines, { status })
  const begun = await read(writeCursor({ bulk: "gid://shopify/BulkOperation/1" }))
  expect(readCursor(begun!.next).paged).toBe("yes")
  expect(await read(begun!.next!)).toBeNull()
})

test("so is one whose file is gone, and one that Shopify refuses is never waited for", async () => {
  const gone = fakeShop(lines)
  gone.state.gone = true
  const page = await gone.read(writeCursor({ bulk: "gid://shopify/BulkOperation/1" }))
  expect(readCursor(page!.next).paged).toBe("yes")
  expect(await fakeShop(lines, { refuses: new Rejected("Not for this token.", "ACCESS_DENIED") }).read(LONG)).toBeNull()
})

test("a small shop, and a reading of what changed, are never exported", async () => {
  const { read, state } = fakeShop(lines)
  for (const cursor of [
    { after: "x", pages: 5 },
    { after: "x", pages: 6, since: "2026-11-01T00:00:00.000Z" },
  ])
    expect(await read(writeCursor(cursor))).toBeNull()
  expect(state.started).toBe(0)
})

test("an empty export ends at once", async () => {
  expect((await readToEnd(fakeShop([]).read, LONG)).refs).toEqual([])
})
