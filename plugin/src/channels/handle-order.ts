import type { OrderRecord } from "@anyshelf/connector-kit"
import { orderAction } from "../domain/channels/order-action"
import { mapOf, type Channel } from "./channel"
import { readListingsByRef } from "./listings"

/** More of a vendor's answer than this is not kept. */
const rawBytesMax = 200_000

/**
 * Follows one order of a channel, as the channel has it now. May be called any number of times, at once, late and out of order.
 */
export async function handleOrder(channel: Channel, order: OrderRecord): Promise<void> {
  const { channels, id: connectionId } = channel
  const record = await channels.receiveOrder({
    connectionId,
    externalId: order.ref,
    number: order.number,
    updatedAt: order.updatedAt,
    payload: bounded(order),
  })
  const action = orderAction(record, order)
  const cancel = { connectionId, recordId: record.id, orderRef: order.ref, number: order.number }
  switch (action.do) {
    case "nothing":
      return
    case "hold":
      return channels.settleOrder({ id: record.id, state: "held", applied: {} })
    case "cancel":
      await channel.shop.cancelOrder(cancel)
      return
    case "adjust": {
      const input = { connectionId, recordId: record.id, order, edit: action.edit, ...known(record) }
      await channel.shop.adjustOrder(input)
      return
    }
    case "import":
      await importOrder(channel, order, record.id)
      // It may have been cancelled while it was being imported, by a worker who saw nothing to cancel yet.
      if ((await channels.readOrderRecord({ connectionId, externalId: order.ref }))?.state === "cancelled")
        await channel.shop.cancelOrder(cancel)
  }
}

async function importOrder(channel: Channel, order: OrderRecord, recordId: string): Promise<void> {
  const { channels, id: connectionId } = channel
  const refs = [...new Set(order.lines.flatMap(({ listingRef }) => listingRef ?? []))]
  const matches = await channels.readListingMatches(connectionId, refs)
  const unknown = refs.filter((ref) => !matches.some(({ externalId }) => externalId === ref))
  await readListingsByRef(channel, unknown)
  const { salesChannelId, places } = mapOf(channel)
  const from = places.find(({ externalId }) => externalId === order.delivery.locationRef)
  const all = [...(from?.locationIds ?? []), ...places.flatMap(({ locationIds }) => locationIds)]
  const input = { connectionId, recordId, order, salesChannelId, locationIds: [...new Set(all)] }
  await channel.shop.importOrder(input)
  await channels.closeTasks({ connectionId, kinds: ["order-not-imported"], subjects: [order.ref] })
}

/** What our order carries; only an imported order is ever adjusted. */
function known(record: { state: string; applied: Readonly<Record<string, number>> | null }) {
  const state: "imported" | "oversold" = record.state === "oversold" ? "oversold" : "imported"
  return { state, applied: record.applied ?? {} }
}

function bounded(order: OrderRecord): unknown {
  const { raw, ...rest } = order
  const text = JSON.stringify(raw) ?? "null"
  return text.length <= rawBytesMax ? { ...rest, raw } : { ...rest, raw: null, rawBytes: text.length }
}
