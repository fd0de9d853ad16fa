import { gid } from "../../shop/global-ids"
import type { OrderRecord } from "../../shop/order-records"
import { taxOf } from "../../shop/totals"
import type { View } from "../context"
import { taxLineView } from "./line-item"
import { moneyBag } from "./money"

export function shippingLineView(order: OrderRecord, line: NonNullable<OrderRecord["shipping"]>): View {
  const price = moneyBag(line.price, order.currency)
  const isGone = order.cancelledAt !== null
  return {
    __typename: "ShippingLine",
    id: gid("ShippingLine", line.id),
    title: line.title,
    code: line.title,
    source: "shopify",
    custom: false,
    carrierIdentifier: null,
    deliveryCategory: null,
    phone: null,
    shippingRateHandle: null,
    isRemoved: isGone,
    originalPriceSet: price,
    discountedPriceSet: price,
    currentDiscountedPriceSet: isGone ? moneyBag(0, order.currency) : price,
    discountAllocations: [],
    taxLines: [taxLineView(order, taxOf(order, line.price))],
  }
}
