import { BAD_CURSOR, Rejected, type Feed, type Page } from "@anyshelf/connector-kit"
import { sweepStep } from "../../domain/channels/sweep-pace"
import type { Channel } from "../channel"
import { inLane } from "../lane-context"

/** One page of a whole reading. */
export interface SweptPage<F extends Feed> extends Page<F> {
  /** How long ago it was asked for, in milliseconds. */
  readonly askedMs: number
  /** When the reading began, by the database's clock. */
  readonly startedAt: Date
  /** True while the feed has never been read as a whole. */
  readonly isFirst: boolean
}

/** How long a reading may ask to be waited for at a time. */
const waitMsMax = 60_000
/** Looks for a sweep that somebody wants come at least so often. */
const lookEveryMs = 5_000

/**
 * Takes the next step of the whole reading of a feed, when it is due: at most one page, whose place is kept before the next is asked
 * for. So it goes on where it stopped after a kill, memory stays flat, and it takes about `everyMs` in all.
 *
 * @param handle - deals with a page and says how many of its records were not as we believed; may be given a page twice
 * @param everyMs - how long the whole reading is to take; the next one follows it
 * @returns how long to wait before the next step, in milliseconds
 */
export async function sweep<F extends Feed>(
  channel: Channel,
  feed: F,
  handle: (page: SweptPage<F>) => Promise<number>,
  everyMs: number = channel.timing.sweepEveryMs
): Promise<number> {
  const { channels, id: connectionId } = channel
  const reading = await channels.openSweep({ connectionId, feed })
  const at = (date: Date | null) => date?.getTime() ?? null
  const { startedAt, finishedAt, wantedAt, asOf } = reading
  const state = { ...reading, startedAt: at(startedAt), finishedAt: at(finishedAt), wantedAt: at(wantedAt) }
  const step = sweepStep(state, everyMs, asOf.getTime())
  if (step.do === "wait") return Math.min(step.afterMs, lookEveryMs)
  const isStart = step.do === "start"
  if (isStart) await channels.startSweep({ connectionId, feed })
  const page = await inLane("reconcile", () => pullFrom(channel, feed, isStart ? null : reading.cursor))
  // What had been read before it began is never taken for read by it: a little too early is right, a little too late is not.
  const begun = { startedAt: isStart ? asOf : (startedAt ?? asOf), isFirst: finishedAt === null }
  const found = await handle({ ...page, ...begun })
  const { items, next, progress, afterMs = 0 } = page
  await channels.saveSweep({
    connectionId,
    feed,
    cursor: next,
    done: items.length,
    total: progress?.total ?? null,
    found,
  })
  return next === null ? lookEveryMs : Math.min(afterMs, waitMsMax)
}

async function pullFrom<F extends Feed>(channel: Channel, feed: F, cursor: string | null) {
  const askedAt = channel.clock.now()
  const page = await pullOrRestart(channel, feed, cursor)
  if (page.next !== null && page.next === cursor && page.afterMs === undefined)
    throw new Error(`The feed \`${feed}\` of ${channel.id} gives the same cursor again and again.`)
  return { ...page, askedMs: channel.clock.now() - askedAt }
}

/** A cursor that was kept may have lost its meaning: then the feed is read from its beginning. */
async function pullOrRestart<F extends Feed>(channel: Channel, feed: F, cursor: string | null): Promise<Page<F>> {
  try {
    return await channel.session.pull(feed, cursor)
  } catch (error) {
    if (cursor === null || !(error instanceof Rejected) || error.code !== BAD_CURSOR) throw error
    return channel.session.pull(feed, null)
  }
}
