import { isFaulty } from "../../shop/fault"
import { readMoney } from "../../shop/money"
import type { OrderRecord } from "../../shop/order-records"
import { paidBy, paymentOf } from "../../shop/payment"
import { noRefund, worthOf, type RefundUnits } from "../../shop/returns/record-refund"
import { unitsIn, type RefundLineInput } from "../../shop/returns/refund"
import { shippingNet } from "../../shop/totals"
import type { RequestContext, View } from "../context"
import { NotImplemented, VendorError } from "../errors"
import { lineItemView } from "./line-item"
import { moneyBag } from "./money"

interface Args {
  readonly refundLineItems?: readonly RefundLineInput[] | null
  readonly refundDuties?: readonly unknown[] | null
  readonly refundShipping?: boolean | null
  readonly shippingAmount?: string | null
  readonly suggestFullRefund?: boolean | null
}

/** What these lines and this delivery would come to, before anything is done. */
export const suggestedRefundView =
  (context: RequestContext, order: OrderRecord) =>
  (args: Args): View => {
    if (args.refundDuties?.length) throw new NotImplemented("Order.suggestedRefund(refundDuties:)")
    const units = unitsOf(context, order, args)
    const left = shippingNet(order) - (order.shipping?.refunded ?? 0)
    const isWhole = args.refundShipping || args.suggestFullRefund
    const shipping = isWhole ? left : Math.min(left, readMoney(args.shippingAmount ?? "0", order.currency) ?? 0)
    const worth = worthOf(order, { ...noRefund, units, shipping })
    const { received, refunded } = paymentOf(order)
    const amount = Math.min(worth.total, received - refunded)
    const bag = (minor: number) => moneyBag(minor, order.currency)
    const subtotal = worth.lines.reduce((sum, line) => sum + line.subtotal, 0)
    return {
      amountSet: bag(amount),
      maximumRefundableSet: bag(received - refunded),
      subtotalSet: bag(subtotal),
      discountedSubtotalSet: bag(subtotal),
      totalCartDiscountAmountSet: bag(0),
      totalDutiesSet: bag(0),
      totalTaxSet: bag(worth.lines.reduce((sum, line) => sum + line.tax, 0) + worth.shippingTax),
      shipping: { amountSet: bag(shipping), maximumRefundableSet: bag(left), taxSet: bag(worth.shippingTax) },
      refundDuties: [],
      refundLineItems: units.map((one, index) => lineView(context, order, one, worth.lines[index])),
      suggestedTransactions: () => transactions(context, order, amount),
    }
  }

function unitsOf({ store }: RequestContext, order: OrderRecord, args: Args): readonly RefundUnits[] {
  if (args.suggestFullRefund)
    return order.lines
      .filter(({ currentQuantity }) => currentQuantity > 0)
      .map((line) => ({ line, quantity: line.currentQuantity, restockType: "NO_RESTOCK", locationId: null }))
  const units = unitsIn(store, order, args.refundLineItems ?? [])
  if (!isFaulty(units)) return units
  throw new VendorError(units.faults[0]?.message ?? "Invalid refund line items", "BAD_REQUEST")
}

const lineView = (
  context: RequestContext,
  order: OrderRecord,
  { line, quantity, restockType }: RefundUnits,
  worth: { subtotal: number; tax: number } = { subtotal: 0, tax: 0 }
): View => ({
  __typename: "RefundLineItem",
  id: null,
  quantity,
  restockType,
  restocked: restockType !== "NO_RESTOCK",
  location: null,
  lineItem: () => lineItemView(context, order, line),
  priceSet: moneyBag(line.unitPrice, order.currency),
  subtotalSet: moneyBag(worth.subtotal, order.currency),
  totalTaxSet: moneyBag(worth.tax, order.currency),
})

function transactions(context: RequestContext, order: OrderRecord, amount: number): View[] {
  const parent = paidBy(order)
  if (!parent) return []
  return [
    {
      accountNumber: null,
      amountSet: moneyBag(amount, order.currency),
      gateway: parent.gateway,
      formattedGateway: parent.gateway,
      kind: "SUGGESTED_REFUND",
      maximumRefundableSet: moneyBag(parent.amount, order.currency),
      parentTransaction: () => context.show.transaction(context, { order, transaction: parent }),
      paymentDetails: null,
    },
  ]
}
