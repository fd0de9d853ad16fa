import type { AllocationRecord, DiscountRecord, OrderRecord } from "../../shop/order-records"
import type { View } from "../context"
import { moneyBag, moneyView } from "./money"

const types = {
  code: "DiscountCodeApplication",
  automatic: "AutomaticDiscountApplication",
  manual: "ManualDiscountApplication",
} as const

export function discountView(order: OrderRecord, index: number): View {
  const { kind, title, target, percentage, amount } = order.discounts[index] as DiscountRecord
  const isLine = target === "line"
  return {
    __typename: types[kind],
    allocationMethod: isLine ? "ONE" : "ACROSS",
    ...(kind === "code" ? { code: title } : { title, description: null }),
    index,
    targetSelection: isLine ? "EXPLICIT" : "ALL",
    targetType: target === "shipping" ? "SHIPPING_LINE" : "LINE_ITEM",
    value:
      percentage === null
        ? moneyView(amount ?? 0, order.currency)
        : { __typename: "PricingPercentageValue", percentage },
  }
}

export const allocationView = (order: OrderRecord, { discount, amount }: AllocationRecord): View => ({
  allocatedAmount: moneyView(amount, order.currency),
  allocatedAmountSet: moneyBag(amount, order.currency),
  discountApplication: () => discountView(order, discount),
})
