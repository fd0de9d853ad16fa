import { gid } from "../shop/global-ids"
import { asMoney } from "../shop/money"
import type { LineRecord, OrderRecord } from "../shop/order-records"
import { lineTax } from "../shop/totals"

type Json = Record<string, unknown>

export const taxBody = (order: OrderRecord, minor: number): Json => ({
  title: order.taxTitle,
  rate: order.taxRate,
  price: asMoney(minor, order.currency),
})

export function lineBody(order: OrderRecord, line: LineRecord): Json {
  const money = (minor: number) => asMoney(minor, order.currency)
  return {
    id: line.id,
    admin_graphql_api_id: gid("LineItem", line.id),
    product_id: line.productId,
    variant_id: line.variantId,
    sku: line.sku,
    title: line.title,
    variant_title: line.variantTitle,
    name: line.variantTitle ? `${line.title} - ${line.variantTitle}` : line.title,
    vendor: line.vendor,
    price: money(line.unitPrice),
    quantity: line.quantity,
    current_quantity: line.currentQuantity,
    fulfillable_quantity: line.unfulfilledQuantity,
    fulfillment_status: fulfillmentWord(order, line),
    requires_shipping: line.requiresShipping,
    gift_card: line.giftCard,
    taxable: !line.giftCard,
    properties: line.attributes.map(({ key, value }) => ({ name: key, value })),
    total_discount: money(0),
    discount_allocations: line.allocations.map(({ discount, amount }) => ({
      amount: money(amount),
      discount_application_index: discount,
    })),
    duties: line.duty === 0 ? [] : [{ id: line.dutyId, price: money(line.duty) }],
    tax_lines: line.giftCard ? [] : [taxBody(order, lineTax(order, line, line.quantity))],
  }
}

function fulfillmentWord(order: OrderRecord, line: LineRecord): string | null {
  if (order.cancelledAt !== null) return null
  if (line.unfulfilledQuantity === 0) return "fulfilled"
  return line.unfulfilledQuantity < line.currentQuantity ? "partial" : null
}
