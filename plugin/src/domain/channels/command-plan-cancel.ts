import type { CommandFacts, PartialPlan } from "./command-plan"

/**
 * Our cancellation of an order that the channel holds to be open. One that came from the channel is known there. The channel gives the
 * money back, since it took it, and tells the customer.
 */
export function planCancel({ ours, theirs, known, isOversold, rules }: CommandFacts): PartialPlan {
  if (!ours.isCancelled || theirs.status === "cancelled") return {}
  const drop = known.flatMap(({ key, state, payload }) =>
    state === "pending" && payload.type !== "cancel" && payload.type !== "refund" ? [key] : []
  )
  const isPublished = theirs.lines.some(({ ref }) => rules.publishes(ref))
  return {
    drop,
    make: [
      {
        key: `${ours.orderId}:cancel`,
        needs: null,
        payload: {
          type: "cancel",
          orderRef: theirs.ref,
          reason: isOversold ? "inventory" : "staff",
          restock: !isPublished,
          refund: true,
          notify: true,
        },
      },
    ],
  }
}
