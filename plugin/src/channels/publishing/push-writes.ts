import type { Result } from "@anyshelf/connector-kit"
import type { Channel } from "../channel"
import { inLane } from "../lane-context"
import { messageOf } from "../messages"
import { laneOf } from "./plan-writes"
import type { Sending } from "./sending"

/** Sends planned writes through the channel's session, falling numbers first. Never throws: what has no answer has no result. */
export async function pushWrites(channel: Channel, sendings: readonly Sending[]): Promise<readonly Result[]> {
  const results: Result[] = []
  for (const lane of ["down", "up"] as const) {
    const batch = sendings.filter((sending) => laneOf(sending) === lane)
    if (batch.length > 0) results.push(...(await inLane(lane, () => pushWithin(channel, batch))))
  }
  return results
}

/** A push that takes longer than the lease is given up: someone else may be at work on these by then. */
async function pushWithin(channel: Channel, batch: readonly Sending[]): Promise<readonly Result[]> {
  const ending = new AbortController()
  const late = channel.clock.sleep(channel.timing.leaseMs * 0.8, ending.signal).then((): readonly Result[] => [])
  try {
    return await Promise.race([channel.session.push(batch.map(({ command }) => command)), late])
  } catch (error) {
    // A connector never throws here; one that does has sent who knows what.
    channel.log.warn("The connector threw while pushing stock.", { error: messageOf(error) })
    return []
  } finally {
    ending.abort()
  }
}
