import type { CancelCommand } from "@anyshelf/connector-kit"
import type { Call } from "../client"
import type { OrderCancelReason } from "../generated/admin"
import { isGid } from "../gid"
import { cancelOrder, orderState } from "../operations/fulfilment"
import { accepted, already, applied, later, refusalOf, refused, type Outcome } from "./outcome"

const reasons: Readonly<Record<CancelCommand["reason"], OrderCancelReason>> = {
  customer: "CUSTOMER",
  inventory: "INVENTORY",
  fraud: "FRAUD",
  declined: "DECLINED",
  staff: "STAFF",
  other: "OTHER",
}

/**
 * The whole order is called off. Shopify does it in the background: it is done when the order says so, which is what the
 * answer names to be asked for.
 */
export async function cancel(call: Call, command: CancelCommand): Promise<Outcome> {
  const { orderRef: id, reason, restock, refund, notify } = command
  const order = await find(call, id)
  if (!order) return refused("order-not-found", "The shop has no such order (any more).")
  if (order.cancelledAt !== null) return already({ ref: id })
  const { orderCancel } = await call(cancelOrder, {
    id,
    reason: reasons[reason],
    restock,
    notify,
    refundMethod: { originalPaymentMethodsRefund: refund },
  })
  const errors = orderCancel?.orderCancelUserErrors
  if (errors?.some(({ code }) => code === "INTERNAL_ERROR")) return later(1_000, "Shopify failed inside.")
  const refusal = refusalOf(errors)
  // Asked twice, Shopify refuses the second time: what counts is whether the order is called off.
  if (refusal) return (await find(call, id))?.cancelledAt ? already({ ref: id }) : refusal
  return orderCancel?.job?.done && (await find(call, id))?.cancelledAt ? applied({ ref: id }) : accepted(id)
}

const find = async (call: Call, id: string) => (isGid("Order", id) ? (await call(orderState, { id })).order : null)
