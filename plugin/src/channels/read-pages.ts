import { BAD_CURSOR, Rejected, type Feed, type Page } from "@anyshelf/connector-kit"
import type { Channel } from "./channel"

/** A feed longer than this is taken for one that never ends. */
const pagesMax = 100_000

/** A channel that is still putting a feed together may ask to be waited for so long at a time. */
const waitMsMax = 60_000

/**
 * Reads a feed from a cursor to its end, page by page. A page that points to itself would be read for ever, so it is a fault.
 * Each page is dealt with before the next is asked for, so that its cursor may be kept.
 */
export async function* readPages<F extends Feed>(
  channel: Channel,
  feed: F,
  from: string | null
): AsyncGenerator<Page<F>> {
  let cursor = from
  for (let page = 0; page < pagesMax; page += 1) {
    const read = page === 0 ? await firstPage(channel, feed, cursor) : await channel.session.pull(feed, cursor)
    yield read
    if (read.next === null) return
    if (read.afterMs !== undefined) await channel.clock.sleep(Math.min(read.afterMs, waitMsMax))
    else if (read.next === cursor)
      throw new Error(`The feed \`${feed}\` of ${channel.id} gives the same cursor again and again.`)
    cursor = read.next
  }
  throw new Error(`The feed \`${feed}\` of ${channel.id} did not end after ${pagesMax} pages.`)
}

/** A cursor that was kept may have lost its meaning, with a new version of the connector for example: then all is read again. */
async function firstPage<F extends Feed>(channel: Channel, feed: F, from: string | null): Promise<Page<F>> {
  try {
    return await channel.session.pull(feed, from)
  } catch (error) {
    if (from === null || !(error instanceof Rejected) || error.code !== BAD_CURSOR) throw error
    channel.log.warn(`The place kept in the feed \`${feed}\` means nothing any more; it is read from its beginning.`)
    return channel.session.pull(feed, null)
  }
}
