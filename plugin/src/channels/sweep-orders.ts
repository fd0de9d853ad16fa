import type { OrderRecord } from "@anyshelf/connector-kit"
import type { Channel } from "./channel"
import { followPage } from "./drain-orders"
import { fingerprintOf } from "./handle-order"
import { sweep } from "./reconcile/sweep"

/** Orders that nobody touched for longer are not compared any more. */
const daysCompared = 30
const dayMs = 24 * 60 * 60_000

/**
 * The next step of comparing the channel's orders with ours: what no webhook told of and no reading met is followed now. A page costs
 * one statement when nothing is missing.
 *
 * @returns how long to wait before the next step, in milliseconds
 */
export async function sweepOrders(channel: Channel): Promise<number> {
  const { channels, id: connectionId, connection } = channel
  const { connectedAt } = await channels.openConnection({ connectionId, vendor: connection.connector.id })
  return sweep(channel, "orders", async ({ items }) => {
    const orders = items
      .flatMap((item) => ("deleted" in item ? [] : [item]))
      .filter((order) => isRecent(channel, order))
    if (orders.length === 0) return 0
    const told = orders.map((order) => ({ ref: order.ref, fingerprint: fingerprintOf(order) }))
    const missing = new Set(await channels.records.unfollowed({ connectionId, orders: told }))
    await followPage(
      channel,
      orders.filter(({ ref }) => missing.has(ref)),
      connectedAt
    )
    return missing.size
  })
}

const isRecent = ({ clock }: Channel, { updatedAt }: OrderRecord) =>
  Date.parse(updatedAt) > clock.now() - daysCompared * dayMs
