import type { TrackCommand, UnfulfilCommand } from "@anyshelf/connector-kit"
import type { Call } from "../client"
import { isGid } from "../gid"
import { cancelFulfilment, fulfilmentById, updateTracking } from "../operations/fulfilment"
import { already, applied, refusalOf, refused, type Outcome } from "./outcome"
import { showsTracking, toTrackingInput } from "./tracking"

const GONE = refused("fulfilment-not-found", "The shop has no such fulfilment (any more).")

/** The parcels of a fulfilment were wrong, or have come only now. */
export async function track(call: Call, { fulfilmentRef: id, tracking, notify }: TrackCommand): Promise<Outcome> {
  const found = await find(call, id)
  if (!found) return GONE
  if (found.status === "CANCELLED")
    return refused("fulfilment-cancelled", "This fulfilment was cancelled in the shop; there is nothing to follow.")
  if (showsTracking(found.trackingInfo, tracking)) return already({ ref: id })
  const { fulfillmentTrackingInfoUpdate } = await call(updateTracking, {
    id,
    tracking: toTrackingInput(tracking),
    notify,
  })
  return refusalOf(fulfillmentTrackingInfoUpdate?.userErrors) ?? applied({ ref: id })
}

/** A fulfilment is taken back. */
export async function unfulfil(call: Call, { fulfilmentRef: id }: UnfulfilCommand): Promise<Outcome> {
  const found = await find(call, id)
  if (!found) return GONE
  if (found.status === "CANCELLED") return already({ ref: id })
  const { fulfillmentCancel } = await call(cancelFulfilment, { id })
  return refusalOf(fulfillmentCancel?.userErrors) ?? applied({ ref: id })
}

const find = async (call: Call, id: string) =>
  isGid("Fulfillment", id) ? (await call(fulfilmentById, { id })).fulfillment : null
