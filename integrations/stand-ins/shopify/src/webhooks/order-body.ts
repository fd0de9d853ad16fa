import { financialStatus } from "../admin/views/order-money"
import { gid } from "../shop/global-ids"
import { asMoney } from "../shop/money"
import type { LineRecord, OrderRecord } from "../shop/order-records"
import { asRestTime } from "../shop/time"
import { currentTotals, lineTotal, originalTotals, taxOf } from "../shop/totals"

type Json = Record<string, unknown>

const time = (ms: number | null) => (ms === null ? null : asRestTime(ms))

/** An order as REST and webhooks write it: numbers for ids, amounts as text, words in small letters. */
export function orderBody(order: OrderRecord): Json {
  const ordered = originalTotals(order)
  const now = currentTotals(order)
  const money = (minor: number) => asMoney(minor, order.currency)
  const isDone = order.lines.every((line) => line.unfulfilledQuantity === 0)
  return {
    id: order.id,
    admin_graphql_api_id: gid("Order", order.id),
    name: order.name,
    number: order.number - 1000,
    order_number: order.number,
    created_at: time(order.createdAt),
    processed_at: time(order.createdAt),
    updated_at: time(order.updatedAt),
    cancelled_at: time(order.cancelledAt),
    closed_at: time(order.cancelledAt),
    cancel_reason: order.cancelReason?.toLowerCase() ?? null,
    confirmed: true,
    currency: order.currency,
    presentment_currency: order.currency,
    financial_status: financialStatus(ordered.total - now.total, now.total).toLowerCase(),
    fulfillment_status: isDone && order.cancelledAt === null ? "fulfilled" : null,
    subtotal_price: money(ordered.subtotal),
    total_price: money(ordered.total),
    total_tax: money(ordered.tax),
    total_discounts: money(ordered.discount),
    current_subtotal_price: money(now.subtotal),
    current_total_price: money(now.total),
    current_total_tax: money(now.tax),
    current_total_discounts: money(now.discount),
    taxes_included: order.taxesIncluded,
    tax_lines: [taxBody(order, ordered.tax)],
    test: order.test,
    note: order.note,
    tags: "",
    source_name: order.sourceName,
    location_id: order.retailLocationId,
    ...peopleBody(order),
    discount_codes: order.discount
      ? [{ code: order.discount.code, amount: money(ordered.discount), type: "percentage" }]
      : [],
    line_items: order.lines.map((line) => lineBody(order, line)),
    shipping_lines: order.shipping ? [shippingBody(order, order.shipping)] : [],
    fulfillments: [],
    refunds: [],
  }
}

const taxBody = (order: OrderRecord, minor: number): Json => ({
  title: order.taxTitle,
  rate: order.taxRate,
  price: asMoney(minor, order.currency),
})

function peopleBody({ customer, address, shipping }: OrderRecord): Json {
  const names = { first_name: customer.firstName, last_name: customer.lastName }
  const place = {
    ...names,
    address1: address.address1,
    city: address.city,
    province: address.province,
    province_code: address.provinceCode,
    zip: address.zip,
    country_code: address.countryCode,
    phone: address.phone,
  }
  return {
    email: customer.email,
    contact_email: customer.email,
    customer: { id: customer.id, admin_graphql_api_id: gid("Customer", customer.id), email: customer.email, ...names },
    billing_address: place,
    shipping_address: shipping ? place : null,
  }
}

function lineBody(order: OrderRecord, line: LineRecord): Json {
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
    fulfillment_status: line.unfulfilledQuantity === 0 && order.cancelledAt === null ? "fulfilled" : null,
    requires_shipping: line.requiresShipping,
    gift_card: false,
    taxable: true,
    total_discount: "0.00",
    discount_allocations: line.discount === 0 ? [] : [{ amount: money(line.discount), discount_application_index: 0 }],
    tax_lines: [taxBody(order, taxOf(order, lineTotal(line, line.quantity)))],
  }
}

const shippingBody = (order: OrderRecord, line: NonNullable<OrderRecord["shipping"]>): Json => ({
  id: line.id,
  title: line.title,
  code: line.title,
  source: "shopify",
  price: asMoney(line.price, order.currency),
  discounted_price: asMoney(line.price, order.currency),
})
