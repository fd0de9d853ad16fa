import { gid } from "../../shop/global-ids"
import type { OrderRecord, ShippingRecord } from "../../shop/order-records"
import { allocated, taxOf } from "../../shop/totals"
import type { View } from "../context"
import { allocationView } from "./discount"
import { taxLineView } from "./line-item"
import { moneyBag } from "./money"

export function shippingLineView(order: OrderRecord, line: ShippingRecord): View {
  const bag = (minor: number) => moneyBag(minor, order.currency)
  const net = line.price - allocated(line.allocations)
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
    originalPriceSet: bag(line.price),
    discountedPriceSet: bag(net),
    currentDiscountedPriceSet: bag(isGone ? 0 : net - line.refunded),
    discountAllocations: line.allocations.map((one) => allocationView(order, one)),
    taxLines: [taxLineView(order, taxOf(order, net))],
  }
}
