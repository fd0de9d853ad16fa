import type { OrderRecord } from "../../shop/order-records"
import { currentTotals, originalTotals } from "../../shop/totals"
import type { View } from "../context"
import { moneyBag } from "./money"

/** Every sum of an order. All orders here are paid in full when they are placed, and refunded in full when cancelled. */
export function orderMoney(order: OrderRecord): View {
  const bag = (minor: number) => moneyBag(minor, order.currency)
  const ordered = originalTotals(order)
  const now = currentTotals(order)
  const refunded = ordered.total - now.total
  return {
    originalTotalPriceSet: bag(ordered.total),
    totalPriceSet: bag(ordered.total),
    subtotalPriceSet: bag(ordered.subtotal),
    totalTaxSet: bag(ordered.tax),
    totalDiscountsSet: bag(ordered.discount),
    cartDiscountAmountSet: bag(ordered.discount),
    totalShippingPriceSet: bag(ordered.shipping),
    currentTotalPriceSet: bag(now.total),
    currentSubtotalPriceSet: bag(now.subtotal),
    currentTotalTaxSet: bag(now.tax),
    currentTotalDiscountsSet: bag(now.discount),
    currentCartDiscountAmountSet: bag(now.discount),
    currentShippingPriceSet: bag(now.shipping),
    currentTotalDutiesSet: null,
    currentTotalAdditionalFeesSet: null,
    originalTotalDutiesSet: null,
    totalReceivedSet: bag(ordered.total),
    totalRefundedSet: bag(refunded),
    totalRefundedShippingSet: bag(ordered.shipping - now.shipping),
    totalOutstandingSet: bag(0),
    totalCapturableSet: bag(0),
    totalTipReceivedSet: bag(0),
    netPaymentSet: bag(now.total),
    fullyPaid: true,
    unpaid: false,
    capturable: false,
    refundable: now.total > 0,
    displayFinancialStatus: financialStatus(refunded, now.total),
  }
}

export function financialStatus(refunded: number, left: number): "PAID" | "PARTIALLY_REFUNDED" | "REFUNDED" {
  if (refunded === 0) return "PAID"
  return left === 0 ? "REFUNDED" : "PARTIALLY_REFUNDED"
}
