import type { OrderRecord } from "@anyshelf/connector-kit"
import type { Channel } from "./channel"
import { handleOrder } from "./handle-order"
import { inParallel } from "./in-parallel"
import { inLane } from "./lane-context"
import { messageOf } from "./messages"

/** Orders that are looked at in one round. */
const ordersMax = 20
const ordersAtOnce = 2

/**
 * Looks at orders that may be whole by now: the listing that a line waited for is known, or the units that were sold too often have
 * come. Our own copy is followed once more; the channel is not asked.
 *
 * @returns true when more may be waiting
 */
export async function healOrders(channel: Channel): Promise<boolean> {
  const { channels, id: connectionId } = channel
  const found = await channels.records.claimHealable({ connectionId, limit: ordersMax })
  await inParallel(found, ordersAtOnce, async ({ payload, externalId }) => {
    try {
      await inLane("reconcile", () => handleOrder(channel, payload as OrderRecord, true))
    } catch (error) {
      const said = { error: messageOf(error) }
      channel.log.warn(`The order ${externalId} could not be completed yet; it is looked at again in a minute.`, said)
    }
  })
  return found.length === ordersMax
}
