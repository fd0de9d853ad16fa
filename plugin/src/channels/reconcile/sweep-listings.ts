import type { Channel } from "../channel"
import { inLane } from "../lane-context"
import { readListingsByRef, storeListings } from "../listings"
import { sweep } from "./sweep"

/**
 * The next step of reading all listings: each is matched to a variant of ours as its page comes, and when the last page has come,
 * those that the channel no longer has are taken away.
 *
 * @returns how long to wait before the next step, in milliseconds
 */
export async function sweepListings(channel: Channel): Promise<number> {
  const { channels, id: connectionId } = channel
  return sweep(
    channel,
    "listings",
    async ({ items, next, startedAt, isFirst }) => {
      const news = await storeListings(channel, items)
      if (next !== null) return isFirst ? 0 : news
      const gone = await takeAwayUnseen(channel, startedAt)
      await channels.saveListingsRead({ connectionId, readAt: startedAt })
      return isFirst ? 0 : news + gone
    },
    paceOf(channel)
  )
}

/**
 * A record may have slid from one page to another while they were read, so what was not given is asked for by its name. When it is
 * very much, something else has happened than that, and asking for each would take hours.
 */
async function takeAwayUnseen(channel: Channel, since: Date): Promise<number> {
  const { channels, id: connectionId } = channel
  const unseen = await channels.readUnseenListings({ connectionId, since, limit: askedMax + 1 })
  if (unseen.length === 0) return 0
  if (unseen.length > askedMax) return channels.removeUnseenListings(connectionId, since)
  await inLane("reconcile", () => readListingsByRef(channel, unseen))
  return unseen.length
}

const askedMax = 100

/** Where no webhook tells of a new listing, it is found by reading them all, and a merchant waits for that. */
function paceOf({ session, connection, timing }: Channel): number {
  const isHeard = session.ensureWebhooks !== undefined && connection.publicUrl !== undefined
  return isHeard ? timing.sweepEveryMs : Math.min(timing.listingsEveryMs, timing.sweepEveryMs)
}
