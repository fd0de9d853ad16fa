import type { ReturnRecord } from "@anyshelf/connector-kit"
import { alone } from "./alone"
import type { Channel } from "./channel"
import { handleOrder } from "./handle-order"
import { followReturn } from "./follow-return"

/**
 * Follows one return of a channel, as the channel has it now. May be called any number of times, at once, late and out of order: the
 * order is brought up to date first, since units come back that must have left.
 */
export async function handleReturn(channel: Channel, returned: ReturnRecord): Promise<void> {
  const { channels, id: connectionId, shop } = channel
  if (!shop.follower) return
  const row = await channels.records.receiveReturn({
    connectionId,
    externalId: returned.ref,
    orderRef: returned.orderRef,
    number: returned.number,
    updatedAt: returned.updatedAt,
    payload: { ...returned, raw: null },
  })
  if (Date.parse(returned.updatedAt) < row.externalUpdatedAt.getTime()) return
  const order = await channel.session.get("orders", returned.orderRef)
  if (order) await handleOrder(channel, order)
  const record = await channels.readOrderRecord({ connectionId, externalId: returned.orderRef })
  if (!order || !record?.orderId) return tellUnmatched(channel, returned, row.id)
  let changed = false
  await alone(channel, record.id, async () => {
    changed = await followReturn(channel, order, { kind: "return", ref: returned.ref, returned })
  })
  // What came back costs nothing any more: ours is made to cost what the channel's does.
  if (changed) await handleOrder(channel, (await channel.session.get("orders", order.ref)) ?? order, true)
}

/** A return of an order that is not ours: kept, so that it is followed once the order is; a person is told. */
async function tellUnmatched(
  { channels, id: connectionId }: Channel,
  returned: ReturnRecord,
  id: string
): Promise<void> {
  await channels.records.saveReturn({ id, state: "held" })
  const reason = `The return ${returned.number} is of the order ${returned.orderRef}, which is not one of ours: take the goods back by hand, or import the order.`
  await channels.openTasks([{ connectionId, kind: "return-not-followed", subject: returned.ref, reason }])
}
