import { conflictsMax } from "../../domain/channels/judge-result"
import type { Channel } from "../channel"
import { hasReadListings } from "./known"
import { sweep } from "./sweep"

/** How long a number is left alone that the channel contradicted too often. */
const calmMinutes = 10

/**
 * The next step of comparing what the channel shows with what we believe. What differs is not written here: it is decided anew, after
 * the orders have been read, as every other number is. The first time, which begins when the listings are known, it learns what is
 * shown, so that the first writes can expect it.
 *
 * @returns how long to wait before the next step, in milliseconds
 */
export async function sweepStock(channel: Channel): Promise<number> {
  const { channels, id: connectionId, connection } = channel
  if (!connection.connector.capabilities.feeds.includes("stock")) return channel.timing.sweepEveryMs
  if (!(await hasReadListings(channel))) return untilKnownMs
  return sweep(channel, "stock", async ({ items, next, askedMs }) => {
    const levels = items.flatMap((item) => ("deleted" in item ? [] : [item]))
    const shown = levels.map(({ stockRef, locationRef, available }) => ({ stockRef, locationRef, available }))
    const found = await channels.compareLevels({ connectionId, levels: shown, askedMs: askedMs + marginMs })
    if (next === null) await channels.reviveCalmed({ connectionId, conflictsMax, afterMinutes: calmMinutes })
    return found
  })
}

/** What was written just before the page was asked for may not be in it: vendors' lists lag behind their single things. */
const marginMs = 2_000

/** Between looks at whether the listings have been read. */
const untilKnownMs = 250
