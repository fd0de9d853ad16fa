import { createHash } from "node:crypto"
import type { OrderRecord } from "@anyshelf/connector-kit"
import { isGoods, placesFor } from "../domain/channels/order-delivery"
import { fingerprintText } from "../domain/channels/order-fingerprint"
import { orderAction, type KnownOrder } from "../domain/channels/order-action"
import { alone } from "./alone"
import { followInputOf } from "./follow-input"
import { followReturn, returnsByRefund } from "./follow-return"
import { mapOf, type Channel } from "./channel"
import { readListingsByRef } from "./listings"

/** More of a vendor's answer than this is not kept. */
const rawBytesMax = 200_000

/**
 * Follows one order of a channel, as the channel has it now. May be called any number of times, at once, late and out of order.
 *
 * @param again - also when ours follows this copy already: something of ours has changed that it may be whole by now
 */
export async function handleOrder(channel: Channel, order: OrderRecord, again = false): Promise<void> {
  const { channels, id: connectionId } = channel
  const record = await channels.receiveOrder({
    connectionId,
    externalId: order.ref,
    number: order.number,
    updatedAt: order.updatedAt,
    placedAt: order.placedAt,
    total: order.total,
    payload: bounded(order),
  })
  const fingerprint = fingerprintOf(order)
  const judge = (known: KnownOrder) => orderAction(again ? { ...known, fingerprint: null } : known, order, fingerprint)
  if (judge(record).do === "nothing") return
  await alone(channel, record.id, async () => {
    const now = (await channels.readOrderRecord({ connectionId, externalId: order.ref })) ?? record
    await act(channel, order, { ...now, action: judge(now), fingerprint })
  })
}

/** Of all that ours follows, as short text. */
export const fingerprintOf = (order: OrderRecord): string =>
  createHash("sha256").update(fingerprintText(order)).digest("base64url")

interface Judged extends Omit<KnownOrder, "externalUpdatedAt" | "fingerprint"> {
  readonly id: string
  readonly action: ReturnType<typeof orderAction>
  readonly fingerprint: string
}

async function act(channel: Channel, order: OrderRecord, { id, action, state, applied, fingerprint }: Judged) {
  const { channels, id: connectionId, shop } = channel
  switch (action.do) {
    case "nothing":
      return
    case "hold":
      return channels.settleOrder({ id, state: "held", applied: {} })
    case "cancel":
      await shop.cancelOrder({ connectionId, recordId: id, orderRef: order.ref, number: order.number })
      return
    case "import":
    case "adjust": {
      const waitsFor = await knowListings(channel, order)
      const input = inputOf(channel, order, id)
      const had = {
        state: state === "oversold" ? ("oversold" as const) : ("imported" as const),
        applied: applied ?? {},
      }
      if (action.do === "adjust") await shop.adjustOrder({ ...input, ...had, edit: action.edit })
      // Cut off before it was written down: the order may have been edited since, and ours is compared with it as it is.
      else if (await shop.importOrder(input)) await shop.adjustOrder({ ...input, ...unknownBefore })
      const followed = Object.fromEntries(order.lines.map((line) => [line.ref, line.quantity]))
      const same = { edit: { lowered: [], raised: [] }, applied: followed }
      await follow(channel, order, () => shop.adjustOrder({ ...input, ...had, ...same }))
      await channels.records.saveFollowed({ id, fingerprint, waitsFor })
      await channels.closeTasks({ connectionId, kinds: ["order-not-imported"], subjects: [order.ref] })
    }
  }
}

/** Nobody wrote down what ours followed, nor whether there was enough: both are judged by what is. */
const unknownBefore = { state: "oversold" as const, applied: {}, edit: { lowered: [], raised: [] } }

/** What became of the goods and the money there. Units that came back change what our order costs, so it is adjusted once more. */
async function follow(channel: Channel, order: OrderRecord, adjustAgain: () => Promise<void>): Promise<void> {
  const { follower } = channel.shop
  const input = followInputOf(channel, order)
  if (!follower || !input) return
  await follower.followFulfilments(input)
  let cameBack = false
  for (const each of returnsByRefund(order)) cameBack = (await followReturn(channel, order, each)) || cameBack
  if (cameBack) await adjustAgain()
  await follower.followMoney(input)
}

function inputOf(channel: Channel, order: OrderRecord, recordId: string) {
  const { salesChannelId, places } = mapOf(channel)
  const from = places.find(({ externalId }) => externalId === order.delivery.locationRef)
  const all = [...(from?.locationIds ?? []), ...places.flatMap(({ locationIds }) => locationIds)]
  const linePlaces = Object.fromEntries(order.lines.map((line) => [line.ref, placesFor(order, line, places)]))
  return { connectionId: channel.id, recordId, order, salesChannelId, locationIds: [...new Set(all)], linePlaces }
}

/** Reads the listings that are not known yet. Gives those of goods that no variant of ours is known to be. */
async function knowListings(channel: Channel, order: OrderRecord): Promise<string[]> {
  const { channels, id: connectionId } = channel
  const refs = [...new Set(order.lines.flatMap(({ listingRef }) => listingRef ?? []))]
  const before = await channels.readListingMatches(connectionId, refs)
  const unknown = refs.filter((ref) => !before.some(({ externalId }) => externalId === ref))
  if (unknown.length > 0) await readListingsByRef(channel, unknown)
  const matches = unknown.length > 0 ? await channels.readListingMatches(connectionId, refs) : before
  const isKnown = (ref: string) => matches.some(({ externalId, variantId }) => externalId === ref && variantId !== null)
  const goods = order.lines.filter((line) => isGoods(order, line)).flatMap(({ listingRef }) => listingRef ?? [])
  return [...new Set(goods)].filter((ref) => !isKnown(ref))
}

function bounded(order: OrderRecord): unknown {
  const { raw, ...rest } = order
  const text = JSON.stringify(raw) ?? "null"
  return text.length <= rawBytesMax ? { ...rest, raw } : { ...rest, raw: null, rawBytes: text.length }
}
