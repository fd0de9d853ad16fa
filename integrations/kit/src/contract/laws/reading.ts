import assert from "node:assert/strict"
import type { Session } from "../../connector"
import type { ChannelRecord, Feed, Page, Tombstone } from "../../records"
import { isRejected, thrownBy } from "../faults"
import type { ContractHarness } from "../harness"
import { lawsOf, type Law } from "../law"
import { assertSame, deskOf, noOrders, openSession, placed } from "../session"

const PAGES_MAX = 1_000
const FEEDS: readonly Feed[] = ["listings", "orders", "returns", "stock", "locations"]

/** Every page of a feed; fails where it does not end. */
export async function readAll<F extends Feed>(
  session: Session,
  feed: F,
  from: string | null = null
): Promise<Page<F>[]> {
  const pages: Page<F>[] = []
  for (let cursor = from; ;) {
    const page: Page<F> = await session.pull(feed, cursor)
    pages.push(page)
    if (page.next === null) return pages
    assert.ok(pages.length < PAGES_MAX, `The feed ${feed} has no end within ${PAGES_MAX} pages.`)
    assert.notEqual(page.next, cursor, `The feed ${feed} gives the cursor it was given: it would never end.`)
    cursor = page.next
  }
}

/** A page of whichever feed. */
type AnyPage = { readonly items: readonly (ChannelRecord | Tombstone)[] }

const records = (pages: readonly AnyPage[]) => pages.flatMap((page) => page.items).filter(isRecord)
const isRecord = (item: ChannelRecord | Tombstone): item is ChannelRecord => !("deleted" in item)
const refs = (pages: readonly AnyPage[]) => pages.flatMap((page) => page.items.map((item) => item.ref))
const feedsOf = (harness: ContractHarness) => harness.connection.connector.capabilities.feeds
const resumeHint =
  "The last page says `resume`: from there, only what changed since is read, and nothing of it is missed."

export const readingLaws: readonly Law[] = lawsOf("contract", [
  {
    name: "every declared feed can be read to its end, and no other",
    hint: "`next` is null on the last page; a feed that is not declared throws Rejected.",
    async check(harness) {
      const session = openSession(harness)
      await harness.show(5)
      await harness.sell()
      for (const feed of FEEDS) {
        if (!feedsOf(harness).includes(feed)) {
          assert.ok(isRejected(await thrownBy(() => session.pull(feed, null))), `${feed} is not declared.`)
          continue
        }
        const all = records(await readAll(session, feed))
        for (const record of all) {
          assert.equal(record.feed, feed)
          assert.ok(!Number.isNaN(Date.parse(record.updatedAt)), `${record.ref} has no time of change.`)
        }
        assert.equal(new Set(refs([{ items: all }])).size, all.length, `${feed} gives a record twice.`)
      }
    },
  },
  {
    name: "reading from a cursor again gives the same again",
    hint: "Keep no place in memory: the cursor is all there is.",
    async check(harness) {
      for (const feed of feedsOf(harness)) {
        const session = openSession(harness)
        const first = await session.pull(feed, null)
        assertSame(refs([await session.pull(feed, null)]), refs([first]))
        if (first.next === null) continue
        const second = await session.pull(feed, first.next)
        // Another process goes on where this one stopped.
        assertSame(refs([await openSession(harness).pull(feed, first.next)]), refs([second]))
      }
    },
  },
  {
    name: "a cursor that means nothing is Rejected as bad-cursor",
    hint: "Throw new Rejected(message, BAD_CURSOR): the engine then reads the feed from its beginning.",
    async check(harness) {
      for (const feed of feedsOf(harness)) {
        const error = await thrownBy(() => openSession(harness).pull(feed, "¡no soy un cursor!"))
        assert.equal((error as { code?: unknown }).code, "bad-cursor", `${feed}: ${String(error)}`)
      }
    },
  },
  {
    name: "what a page gives, get gives",
    hint: "`get` takes the ref that the feed gave, and answers with the same kind of record.",
    async check(harness) {
      const session = openSession(harness)
      for (const feed of feedsOf(harness)) {
        const page = await session.pull(feed, null)
        for (const item of page.items.slice(0, 3)) assert.equal((await session.get(feed, item.ref))?.ref, item.ref)
      }
    },
  },
  {
    name: "a ref that the channel does not know is null",
    hint: "`get` answers null for whatever is not there, also for a ref of another form; it does not throw.",
    async check(harness) {
      const session = openSession(harness)
      for (const feed of feedsOf(harness)) {
        for (const ref of [
          "",
          "nothing",
          "gid://nothing/Nothing/1",
          "a@b",
          "../x",
          `${harness.missingStockRef}@nowhere`,
        ])
          assert.equal(await session.get(feed, ref), null, `${feed} ${ref}`)
      }
    },
  },
  {
    name: "an order made after the feed was read to its end is met when reading resumes",
    hint: resumeHint,
    async check(harness) {
      const session = openSession(harness)
      await harness.show(5)
      const resume = (await readAll(session, "orders")).at(-1)?.resume
      assert.ok(resume !== undefined, "The last page of orders must say where to resume.")
      const { orderRef } = await harness.sell()
      assert.ok(refs(await readAll(session, "orders", resume)).includes(orderRef))
    },
  },
  {
    name: "an order that changed after the feed was read to its end is met again, and is newer",
    hint: resumeHint,
    missing: (harness) => noOrders(harness) || (!harness.orders?.edit && "the harness's orders have no `edit`"),
    async check(harness) {
      const session = openSession(harness)
      const { orderRef, lineRefs } = await placed(harness, { quantities: [3], method: "ship" })
      const before = await session.get("orders", orderRef)
      const resume = (await readAll(session, "orders")).at(-1)?.resume ?? null
      await deskOf(harness).edit?.(orderRef, lineRefs[0]!, 1)
      const met = records(await readAll(session, "orders", resume)).find(({ ref }) => ref === orderRef)
      assert.ok(met?.feed === "orders" && before, "The changed order was not met again.")
      assert.equal(met.lines.find(({ ref }) => ref === lineRefs[0])?.quantity ?? 0, 1)
      assert.ok(Date.parse(met.updatedAt) >= Date.parse(before.updatedAt), "`updatedAt` went back.")
    },
  },
])
