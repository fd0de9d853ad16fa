import assert from "node:assert/strict"
import { Rejected, RetryLater } from "../errors"
import type { Session } from "../connector"
import type { ChannelRecord, Feed, Page, Tombstone } from "../records"
import { openSession, type Law } from "./harness"

const PAGES_MAX = 1_000
const FEEDS: readonly Feed[] = ["listings", "orders", "returns", "stock", "locations"]

/** Every page of a feed; fails where it does not end. */
export async function readAll(session: Session, feed: Feed, from: string | null = null): Promise<Page[]> {
  const pages: Page[] = []
  for (let cursor = from; ;) {
    const page: Page = await session.pull(feed, cursor)
    pages.push(page)
    if (page.next === null) return pages
    assert.ok(pages.length < PAGES_MAX, `The feed ${feed} has no end within ${PAGES_MAX} pages.`)
    assert.notEqual(page.next, cursor, `The feed ${feed} gives the cursor it was given: it would never end.`)
    cursor = page.next
  }
}

const records = (pages: readonly Page[]) => pages.flatMap((page) => page.items).filter(isRecord)
const isRecord = (item: ChannelRecord | Tombstone): item is ChannelRecord => !("deleted" in item)
const refs = (pages: readonly Page[]) => pages.flatMap((page) => page.items.map((item) => item.ref))

export const readingLaws: readonly Law[] = [
  {
    name: "every declared feed can be read to its end, and no other",
    async check(harness) {
      const session = openSession(harness)
      await harness.sell()
      for (const feed of FEEDS) {
        if (!harness.connection.connector.capabilities.feeds.includes(feed)) {
          await assert.rejects(session.pull(feed, null), Rejected)
          continue
        }
        for (const record of records(await readAll(session, feed))) {
          assert.equal(record.feed, feed)
          assert.ok(!Number.isNaN(Date.parse(record.updatedAt)), `${record.ref} has no time of change.`)
        }
      }
    },
  },
  {
    name: "reading from a cursor again gives the same again",
    async check(harness) {
      const session = openSession(harness)
      for (const feed of harness.connection.connector.capabilities.feeds) {
        const first = await session.pull(feed, null)
        const again = await session.pull(feed, null)
        assert.deepEqual(refs([again]), refs([first]))
        if (first.next === null) continue
        const [second, twice] = [await session.pull(feed, first.next), await session.pull(feed, first.next)]
        assert.deepEqual(refs([twice]), refs([second]))
      }
    },
  },
  {
    name: "what a page gives, get gives",
    async check(harness) {
      const session = openSession(harness)
      for (const feed of harness.connection.connector.capabilities.feeds) {
        const page = await session.pull(feed, null)
        for (const item of page.items.slice(0, 3)) assert.equal((await session.get(feed, item.ref))?.ref, item.ref)
      }
    },
  },
  {
    name: "a ref that the channel does not know is null",
    async check(harness) {
      const session = openSession(harness)
      for (const feed of harness.connection.connector.capabilities.feeds) {
        for (const ref of ["", "nothing", "gid://nothing/Nothing/1", "a@b", `${harness.missingStockRef}@nowhere`]) {
          assert.equal(await session.get(feed, ref), null, `${feed} ${ref}`)
        }
      }
    },
  },
  {
    name: "an order made after the feed was read to its end is met when reading resumes",
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
    name: "a channel that does not answer is RetryLater",
    async check(harness) {
      const dead = { fetch: () => Promise.reject(new TypeError("fetch failed")) }
      const session = openSession(harness, dead)
      for (const feed of harness.connection.connector.capabilities.feeds) {
        await assert.rejects(session.pull(feed, null), RetryLater)
      }
      const { stockRef, locationRef } = harness.level
      await assert.rejects(session.get("stock", `${stockRef}@${locationRef}`), RetryLater)
    },
  },
]
