import type { OrderRecord } from "../../shop/order-records"
import { financialStatus, paymentOf } from "../../shop/payment"
import { allocated, currentTotals, originalTotals, shippingNet } from "../../shop/totals"
import type { View } from "../context"
import { moneyBag } from "./money"

/** Every sum of an order. */
export function orderMoney(order: OrderRecord): View {
  const bag = (minor: number) => moneyBag(minor, order.currency)
  return { ...orderedMoney(order, bag), ...currentMoney(order, bag), ...paymentMoney(order, bag) }
}

type Bag = (minor: number) => View

/** Null, rather than nothing, where an order has no such charges at all. */
const unlessNone = (bag: Bag, original: number, shown: number) => (original === 0 ? null : bag(shown))

function orderedMoney(order: OrderRecord, bag: Bag): View {
  const ordered = originalTotals(order)
  return {
    originalTotalPriceSet: bag(order.originalTotal),
    totalPriceSet: bag(ordered.total),
    subtotalPriceSet: bag(ordered.subtotal),
    totalTaxSet: bag(ordered.tax),
    totalDiscountsSet: bag(ordered.discount),
    cartDiscountAmountSet: bag(ofWholeOrder(order)),
    totalShippingPriceSet: bag(shippingNet(order)),
    originalTotalDutiesSet: unlessNone(bag, ordered.duties, ordered.duties),
    originalTotalAdditionalFeesSet: unlessNone(bag, ordered.fees, ordered.fees),
    totalTipReceivedSet: bag(order.tip),
  }
}

function currentMoney(order: OrderRecord, bag: Bag): View {
  const [ordered, now] = [originalTotals(order), currentTotals(order)]
  return {
    currentTotalPriceSet: bag(now.total),
    currentSubtotalPriceSet: bag(now.subtotal),
    currentTotalTaxSet: bag(now.tax),
    currentTotalDiscountsSet: bag(now.discount),
    currentCartDiscountAmountSet: bag(Math.min(now.discount, ofWholeOrder(order))),
    currentShippingPriceSet: bag(now.shipping),
    currentTotalDutiesSet: unlessNone(bag, ordered.duties, now.duties),
    currentTotalAdditionalFeesSet: unlessNone(bag, ordered.fees, now.fees),
  }
}

const ofWholeOrder = ({ lines, discounts }: OrderRecord) =>
  lines.reduce(
    (sum, line) => sum + allocated(line.allocations.filter(({ discount }) => discounts[discount]?.target === "order")),
    0
  )

function paymentMoney(order: OrderRecord, bag: Bag): View {
  const { received, refunded, authorized, outstanding } = paymentOf(order)
  const beyond = order.refunds.reduce((sum, { discrepancy }) => sum + (discrepancy?.amount ?? 0), 0)
  const isOpen = order.cancelledAt === null
  return {
    totalReceivedSet: bag(received),
    totalRefundedSet: bag(refunded),
    totalRefundedShippingSet: bag(order.shipping?.refunded ?? 0),
    totalOutstandingSet: bag(isOpen ? outstanding : 0),
    totalCapturableSet: bag(authorized),
    netPaymentSet: bag(received - refunded),
    // A positive difference is in the merchant's favour.
    refundDiscrepancySet: bag(-beyond),
    fullyPaid: outstanding <= 0,
    unpaid: received === 0 && outstanding > 0,
    capturable: authorized > 0,
    canMarkAsPaid: isOpen && received === 0 && outstanding > 0,
    refundable: received - refunded > 0,
    displayFinancialStatus: financialStatus(order),
  }
}
