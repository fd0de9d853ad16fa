import { hold, release, type Held, type HoldInput } from "../../shop/fulfillment/hold"
import { merge, type MergeInput } from "../../shop/fulfillment/merge"
import { move } from "../../shop/fulfillment/move"
import { prepare, reportProgress } from "../../shop/fulfillment/progress"
import { split, type SplitInput } from "../../shop/fulfillment/split"
import type { UnitsInput } from "../../shop/fulfillment/units"
import type { OwnedWork } from "../../shop/fulfillment/work"
import type { FulfillmentOrderRecord } from "../../shop/fulfillment-records"
import type { OrderRecord } from "../../shop/order-records"
import type { RequestContext, View } from "../context"
import { holdView } from "../views/fulfillment-order"
import { payload } from "./payload"

const viewOf = (context: RequestContext, order: OrderRecord, work: FulfillmentOrderRecord | null) => () =>
  work && context.show.work(context, { order, work })

const one = (context: RequestContext) => (owned: OwnedWork) => ({
  fulfillmentOrder: viewOf(context, owned.order, owned.work),
})

/** https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/fulfillmentOrderHold */
export function holdWork(args: { id: string; fulfillmentHold: HoldInput }, context: RequestContext): View {
  const made = ({ order, work, hold: made, rest }: Held) => ({
    fulfillmentHold: holdView(made),
    fulfillmentOrder: viewOf(context, order, work),
    remainingFulfillmentOrder: viewOf(context, order, rest),
  })
  const nothing = { fulfillmentHold: null, fulfillmentOrder: null, remainingFulfillmentOrder: null }
  return payload(context, hold(context.store, args.id, args.fulfillmentHold), made, nothing)
}

interface ReleaseArgs {
  readonly id: string
  readonly holdIds?: readonly string[] | null
  readonly externalId?: string | null
}

/** https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/fulfillmentOrderReleaseHold */
export const releaseWork = ({ id, holdIds, externalId }: ReleaseArgs, context: RequestContext): View =>
  payload(context, release(context.store, id, holdIds, externalId), one(context), { fulfillmentOrder: null })

interface MoveArgs {
  readonly id: string
  readonly newLocationId: string
  readonly fulfillmentOrderLineItems?: readonly UnitsInput[] | null
}

/** https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/fulfillmentOrderMove */
export function moveWork(args: MoveArgs, context: RequestContext): View {
  const outcome = move(context.store, args.id, args.newLocationId, args.fulfillmentOrderLineItems)
  const nothing = { movedFulfillmentOrder: null, originalFulfillmentOrder: null, remainingFulfillmentOrder: null }
  return payload(
    context,
    outcome,
    ({ order, original, moved }) => ({
      movedFulfillmentOrder: viewOf(context, order, moved),
      originalFulfillmentOrder: viewOf(context, order, original),
      remainingFulfillmentOrder: viewOf(context, order, original === moved ? null : original),
    }),
    nothing
  )
}

/** https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/fulfillmentOrderSplit */
export function splitWork(args: { fulfillmentOrderSplits: readonly SplitInput[] }, context: RequestContext): View {
  return payload(
    context,
    split(context.store, args.fulfillmentOrderSplits),
    (splits) => ({
      fulfillmentOrderSplits: splits.map(({ order, original, remaining }) => ({
        fulfillmentOrder: viewOf(context, order, original),
        remainingFulfillmentOrder: viewOf(context, order, remaining),
        replacementFulfillmentOrder: null,
      })),
    }),
    { fulfillmentOrderSplits: null }
  )
}

/** https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/fulfillmentOrderMerge */
export const mergeWork = (
  args: { fulfillmentOrderMergeInputs: readonly MergeInput[] },
  context: RequestContext
): View =>
  payload(
    context,
    merge(context.store, args.fulfillmentOrderMergeInputs),
    (merges) => ({ fulfillmentOrderMerges: merges.map(one(context)) }),
    { fulfillmentOrderMerges: null }
  )

interface PreparedArgs {
  readonly input: { readonly lineItemsByFulfillmentOrder: readonly { readonly fulfillmentOrderId: string }[] }
}

/** https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/fulfillmentOrderLineItemsPreparedForPickup */
export function prepareWork({ input }: PreparedArgs, context: RequestContext): View {
  const ids = input.lineItemsByFulfillmentOrder.map(({ fulfillmentOrderId }) => fulfillmentOrderId)
  return payload(context, prepare(context.store, ids), () => ({}), {})
}

/** https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/fulfillmentOrderReportProgress */
export const reportWork = ({ id }: { id: string }, context: RequestContext): View =>
  payload(context, reportProgress(context.store, id, true), one(context), { fulfillmentOrder: null })

/** https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/fulfillmentOrderOpen */
export const openWork = ({ id }: { id: string }, context: RequestContext): View =>
  payload(context, reportProgress(context.store, id, false), one(context), { fulfillmentOrder: null })
