import { isFaulty } from "../../shop/fault"
import { fulfil, type FulfilInput } from "../../shop/fulfillment/fulfil"
import { retrack, trackingOf, type TrackingInput } from "../../shop/fulfillment/tracking"
import { unfulfil } from "../../shop/fulfillment/unfulfil"
import type { FulfillmentRecord } from "../../shop/fulfillment-records"
import { idOf } from "../../shop/global-ids"
import type { OrderRecord } from "../../shop/order-records"
import type { RequestContext, View } from "../context"
import { payload } from "./payload"

interface CreateArgs {
  readonly fulfillment: {
    readonly lineItemsByFulfillmentOrder: readonly FulfilInput[]
    readonly trackingInfo?: TrackingInput | null
    readonly notifyCustomer?: boolean | null
  }
}

const none = { fulfillment: null }

const made = (context: RequestContext) => (fulfillment: FulfillmentRecord) => ({
  fulfillment: () => {
    const order = context.store.orderOwning(fulfillment.id) as OrderRecord
    return context.show.fulfillment(context, { order, fulfillment })
  },
})

/** https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/fulfillmentCreate */
export function createFulfillment({ fulfillment: input }: CreateArgs, context: RequestContext): View {
  const tracking = trackingOf(input.trackingInfo, "trackingInfo")
  const outcome = isFaulty(tracking)
    ? tracking
    : fulfil(context.store, input.lineItemsByFulfillmentOrder, tracking, input.notifyCustomer ?? false)
  return payload(context, outcome, made(context), none)
}

interface TrackArgs {
  readonly fulfillmentId: string
  readonly trackingInfoInput: TrackingInput
  readonly notifyCustomer?: boolean | null
}

/** https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/fulfillmentTrackingInfoUpdate */
export function updateTracking(args: TrackArgs, context: RequestContext): View {
  const tracking = trackingOf(args.trackingInfoInput, "trackingInfoInput")
  const outcome = isFaulty(tracking)
    ? tracking
    : retrack(context.store, idOf("Fulfillment", args.fulfillmentId), tracking, args.notifyCustomer ?? false)
  return payload(context, outcome, made(context), none)
}

/** https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/fulfillmentCancel */
export const cancelFulfillment = ({ id }: { id: string }, context: RequestContext): View =>
  payload(context, unfulfil(context.store, idOf("Fulfillment", id)), made(context), none)
