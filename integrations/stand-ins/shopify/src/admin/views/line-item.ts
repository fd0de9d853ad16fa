import { gid } from "../../shop/global-ids"
import type { LineRecord, OrderRecord } from "../../shop/order-records"
import { lineTotal, taxOf } from "../../shop/totals"
import type { RequestContext, View } from "../context"
import { moneyBag, moneyView } from "./money"

export function lineItemView(context: RequestContext, order: OrderRecord, line: LineRecord): View {
  const { store } = context
  const variant = store.variants.get(line.variantId)
  const product = store.products.get(line.productId)
  const isOpen = order.cancelledAt === null
  return {
    __typename: "LineItem",
    id: gid("LineItem", line.id),
    name: line.variantTitle ? `${line.title} - ${line.variantTitle}` : line.title,
    title: line.title,
    variantTitle: line.variantTitle,
    sku: line.sku,
    vendor: line.vendor,
    quantity: line.quantity,
    currentQuantity: line.currentQuantity,
    unfulfilledQuantity: line.unfulfilledQuantity,
    nonFulfillableQuantity: line.quantity - line.unfulfilledQuantity,
    refundableQuantity: line.currentQuantity,
    requiresShipping: line.requiresShipping,
    restockable: isOpen && line.tracked,
    merchantEditable: isOpen,
    isGiftCard: false,
    taxable: true,
    customAttributes: [],
    duties: [],
    lineItemGroup: null,
    sellingPlan: null,
    contract: null,
    staffMember: null,
    image: null,
    variant: () => (variant ? context.show.variant(context, variant) : null),
    product: () => (product ? context.show.product(context, product) : null),
    ...lineMoney(order, line),
  }
}

function lineMoney(order: OrderRecord, line: LineRecord): View {
  const bag = (minor: number) => moneyBag(minor, order.currency)
  const gross = line.unitPrice * line.quantity
  const net = lineTotal(line, line.quantity)
  const perUnit = line.quantity === 0 ? 0 : Math.round(net / line.quantity)
  return {
    originalUnitPriceSet: bag(line.unitPrice),
    originalTotalSet: bag(gross),
    // Codes apply to the order: Shopify leaves them out of these two unless it is asked to put them in.
    discountedUnitPriceSet: bag(line.unitPrice),
    discountedTotalSet: ({ withCodeDiscounts }: { withCodeDiscounts?: boolean }) =>
      bag(withCodeDiscounts ? net : gross),
    discountedUnitPriceAfterAllDiscountsSet: bag(perUnit),
    totalDiscountSet: bag(0),
    unfulfilledDiscountedTotalSet: bag(line.unitPrice * line.unfulfilledQuantity),
    unfulfilledOriginalTotalSet: bag(line.unitPrice * line.unfulfilledQuantity),
    discountAllocations: line.discount === 0 ? [] : [allocation(order, line.discount)],
    taxLines: ({ first }: { first?: number | null }) =>
      [taxLineView(order, taxOf(order, net))].slice(0, first ?? undefined),
  }
}

const allocation = (order: OrderRecord, minor: number): View => ({
  allocatedAmount: moneyView(minor, order.currency),
  allocatedAmountSet: moneyBag(minor, order.currency),
  discountApplication: discountView(order),
})

export const discountView = (order: OrderRecord): View => ({
  __typename: "DiscountCodeApplication",
  allocationMethod: "ACROSS",
  code: order.discount?.code,
  index: 0,
  targetSelection: "ALL",
  targetType: "LINE_ITEM",
  value: { __typename: "PricingPercentageValue", percentage: order.discount?.percentage },
})

export const taxLineView = (order: OrderRecord, minor: number): View => ({
  title: order.taxTitle,
  rate: order.taxRate,
  ratePercentage: Math.round(order.taxRate * 10_000) / 100,
  priceSet: moneyBag(minor, order.currency),
  source: null,
  channelLiable: null,
})
