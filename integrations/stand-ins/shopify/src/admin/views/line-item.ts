import { gid } from "../../shop/global-ids"
import type { LineRecord, OrderRecord } from "../../shop/order-records"
import { allocated, lineTax, lineTotal } from "../../shop/totals"
import type { RequestContext, View } from "../context"
import { allocationView } from "./discount"
import { moneyBag } from "./money"

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
    isGiftCard: line.giftCard,
    taxable: !line.giftCard,
    customAttributes: line.attributes,
    duties: line.duty === 0 ? [] : [dutyView(order, line)],
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

const dutyView = (order: OrderRecord, line: LineRecord): View => ({
  __typename: "Duty",
  id: gid("Duty", line.dutyId),
  countryCodeOfOrigin: null,
  harmonizedSystemCode: null,
  price: moneyBag(line.duty, order.currency),
  taxLines: [],
})

function lineMoney(order: OrderRecord, line: LineRecord): View {
  const bag = (minor: number) => moneyBag(minor, order.currency)
  const gross = line.unitPrice * line.quantity
  const net = lineTotal(line, line.quantity)
  const withoutCode = gross - ofLineOnly(order, line)
  const each = (minor: number) => (line.quantity === 0 ? 0 : Math.round(minor / line.quantity))
  const current = lineTotal(line, line.currentQuantity)
  return {
    originalUnitPriceSet: bag(line.unitPrice),
    originalTotalSet: bag(gross),
    // Codes and discounts of the whole order are left out of these two unless codes are asked for.
    discountedUnitPriceSet: bag(each(withoutCode)),
    discountedTotalSet: ({ withCodeDiscounts }: { withCodeDiscounts?: boolean }) =>
      bag(withCodeDiscounts ? net : withoutCode),
    discountedUnitPriceAfterAllDiscountsSet: bag(each(net)),
    priceAfterAllDiscountsBeforeTaxesSet: bag(
      order.taxesIncluded ? current - lineTax(order, line, line.currentQuantity) : current
    ),
    totalDiscountSet: bag(ofLineOnly(order, line)),
    unfulfilledDiscountedTotalSet: bag(each(withoutCode) * line.unfulfilledQuantity),
    unfulfilledOriginalTotalSet: bag(line.unitPrice * line.unfulfilledQuantity),
    discountAllocations: line.allocations.map((one) => allocationView(order, one)),
    taxLines: ({ first }: { first?: number | null }) =>
      (line.giftCard ? [] : [taxLineView(order, lineTax(order, line, line.quantity))]).slice(0, first ?? undefined),
  }
}

/** What its own discounts take off, codes aside. */
const ofLineOnly = ({ discounts }: OrderRecord, line: LineRecord) =>
  allocated(
    line.allocations.filter(
      ({ discount }) => discounts[discount]?.target === "line" && discounts[discount].kind !== "code"
    )
  )

export const taxLineView = (order: OrderRecord, minor: number): View => ({
  title: order.taxTitle,
  rate: order.taxRate,
  ratePercentage: Math.round(order.taxRate * 10_000) / 100,
  priceSet: moneyBag(minor, order.currency),
  source: null,
  channelLiable: null,
})
