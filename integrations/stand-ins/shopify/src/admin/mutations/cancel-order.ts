import { cancelFault } from "../../shop/cancel-order"
import { faulty, isFaulty } from "../../shop/fault"
import { idOf } from "../../shop/global-ids"
import type { CancelReason } from "../../shop/order-records"
import type { RequestContext, View } from "../context"
import { NotImplemented } from "../errors"
import { jobView } from "../views/job"

interface CancelArgs {
  readonly orderId: string
  readonly reason: CancelReason
  readonly restock: boolean
  readonly refund?: boolean | null
  readonly refundMethod?: {
    readonly originalPaymentMethodsRefund?: boolean | null
    readonly storeCreditRefund?: unknown
  } | null
  readonly notifyCustomer?: boolean | null
  readonly staffNote?: string | null
}

/** Takes the order in hand; it is cancelled when the job is done. https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/orderCancel */
export function cancelOrder(args: CancelArgs, context: RequestContext): View {
  const { store, jobs, faults } = context
  if (args.refundMethod?.storeCreditRefund) throw new NotImplemented("orderCancel into store credit")
  const order = store.orders.get(idOf("Order", args.orderId))
  const how = {
    reason: args.reason,
    restock: args.restock,
    refund: args.refund ?? args.refundMethod?.originalPaymentMethodsRefund ?? false,
    notify: args.notifyCustomer ?? false,
    ...(args.staffNote != null && { staffNote: args.staffNote }),
  }
  const fault = order ? cancelFault(store, order, how) : faulty(["orderId"], "Order does not exist", "NOT_FOUND")
  if (!order || (fault && isFaulty(fault))) {
    faults.counters.mutationsRefused++
    const errors = fault?.faults ?? []
    return { job: null, orderCancelUserErrors: errors, userErrors: errors }
  }
  faults.counters.mutationsApplied++
  const job = jobs.start("cancel-order", order.id, how)
  return { job: () => jobView(job), orderCancelUserErrors: [], userErrors: [] }
}
