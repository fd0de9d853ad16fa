import type { Page, ReturnRecord } from "@anyshelf/connector-kit"
import type { Channel } from "./channel"
import { handleReturn } from "./handle-return"
import { inLane } from "./lane-context"
import { messageOf } from "./messages"
import { readPages } from "./read-pages"
import { sweep } from "./reconcile/sweep"

/** Reads what changed of the channel's returns since the last time, up to now. Its place is kept after each page. */
export async function readReturns(channel: Channel): Promise<void> {
  const { channels, id: connectionId } = channel
  if (!hasReturns(channel)) return
  await inLane("reconcile", async () => {
    const cursor = await channels.records.readCursor({ connectionId, feed: "returns" })
    for await (const page of readPages(channel, "returns", cursor)) {
      await followReturns(channel, page)
      const next = page.next ?? page.resume ?? null
      await channels.records.saveCursor({ connectionId, feed: "returns", cursor: next })
    }
  })
}

/** The next step of comparing all of the channel's returns with ours. Gives how long to wait before the next one. */
export async function sweepReturns(channel: Channel): Promise<number> {
  if (!hasReturns(channel)) return channel.timing.sweepEveryMs
  return sweep(channel, "returns", (page) => followReturns(channel, page))
}

const hasReturns = ({ connection }: Channel) => connection.connector.capabilities.feeds.includes("returns")

/** Follows those of a page that ours does not follow yet; gives how many they were. One that fails is tried where failures are. */
async function followReturns(channel: Channel, { items }: Pick<Page<"returns">, "items">): Promise<number> {
  const { channels, id: connectionId } = channel
  const returns = items.flatMap((item) => ("deleted" in item ? [] : [item]))
  if (returns.length === 0) return 0
  const told = returns.map(({ ref, updatedAt }) => ({ ref, updatedAt }))
  const news = new Set(await channels.records.unfollowedReturns({ connectionId, returns: told }))
  for (const each of returns.filter(({ ref }) => news.has(ref))) await followOrLater(channel, each)
  return news.size
}

async function followOrLater(channel: Channel, returned: ReturnRecord): Promise<void> {
  try {
    await handleReturn(channel, returned)
  } catch (error) {
    const said = { error: messageOf(error) }
    channel.log.warn(`The return ${returned.number} could not be followed yet; it will be tried again.`, said)
    await channel.channels.receiveWebhook({
      connectionId: channel.id,
      dedupe: `feed:return:${returned.ref}:${returned.updatedAt}`,
      hints: [{ feed: "returns", ref: returned.ref }],
    })
  }
}
