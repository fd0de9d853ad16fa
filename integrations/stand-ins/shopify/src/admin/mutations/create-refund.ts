import type { GraphQLResolveInfo } from "graphql"
import { isFaulty, type Fault } from "../../shop/fault"
import { refund, type RefundInput } from "../../shop/returns/refund"
import type { RequestContext, View } from "../context"
import { NotImplemented } from "../errors"
import { keyRefusals, once } from "../idempotent"

type Input = RefundInput & { readonly refundMethods?: readonly unknown[] | null }

/** Once for its key. https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/refundCreate */
export async function createRefund(
  { input }: { input: Input },
  context: RequestContext,
  info: GraphQLResolveInfo
): Promise<View> {
  if (input.refundMethods?.length) throw new NotImplemented("refundCreate(refundMethods:)")
  const outcome = await once<number>(context, info, input, () => {
    const made = refund(context.store, input)
    return isFaulty(made) ? { refused: made.faults } : { done: made.refund.id }
  })
  if ("done" in outcome) return madeView(context, outcome.done)
  const errors =
    "refused" in outcome
      ? (outcome.refused as readonly Fault[])
      : [{ field: null, message: keyRefusals[outcome.keyRefusal] }]
  return { order: null, refund: null, userErrors: errors }
}

function madeView(context: RequestContext, refundId: number): View {
  const order = context.store.orderOwning(refundId)
  const made = order?.refunds.find(({ id }) => id === refundId)
  return {
    order: () => (order ? context.show.order(context, order) : null),
    refund: () => (order && made ? context.show.refund(context, { order, refund: made }) : null),
    userErrors: [],
  }
}
