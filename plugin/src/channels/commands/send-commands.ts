import type { OrderCommand, Result } from "@anyshelf/connector-kit"
import type { Channel } from "../channel"
import { inLane } from "../lane-context"
import { messageOf } from "../messages"
import type { OrderDesk } from "./order-desk"
import { settleCommands } from "./settle-commands"
import { takeCommands } from "./take-commands"

/** Commands of one push. Few, since one slow answer keeps all of them waiting. */
const batchMax = 10

/** A push that takes longer than this part of the lease is given up: someone else may be at work on these by then. */
const partOfLease = 0.8

/**
 * One round of telling the channel what became of its orders: claims what is due, sends it, and writes down what became of it.
 *
 * @returns true when more may be due
 */
export async function sendCommands(channel: Channel, desk: OrderDesk): Promise<boolean> {
  const { sendings, claimed } = await takeCommands(channel, desk, batchMax, channel.timing.leaseMs)
  const results = await push(
    channel,
    sendings.map(({ command }) => command)
  )
  const done = await settleCommands(channel, desk, sendings, results)
  return claimed === batchMax || done > 0
}

/** Gives no results where none came in time: what was sent then may or may not have been done. */
async function push(channel: Channel, commands: readonly OrderCommand[]): Promise<readonly Result[]> {
  if (commands.length === 0) return []
  const ending = new AbortController()
  const none: readonly Result[] = []
  const late = channel.clock.sleep(channel.timing.leaseMs * partOfLease, ending.signal).then(() => none)
  try {
    return await Promise.race([inLane("fulfil", () => channel.session.push(commands)), late])
  } catch (error) {
    // A connector never throws here; one that does has sent who knows what.
    channel.log.warn("The connector threw while telling the channel of orders.", { error: messageOf(error) })
    return none
  } finally {
    ending.abort()
  }
}
