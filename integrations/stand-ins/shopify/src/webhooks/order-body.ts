import { fulfillmentStatus } from "../shop/fulfillment/order-status"
import { gid } from "../shop/global-ids"
import { asMoney } from "../shop/money"
import type { OrderRecord, ShippingRecord } from "../shop/order-records"
import { financialStatus } from "../shop/payment"
import { asRestTime } from "../shop/time"
import { allocated, currentTotals, originalTotals } from "../shop/totals"
import { fulfillmentBody } from "./fulfillment-body"
import { lineBody, taxBody } from "./order-line-body"
import { refundBody } from "./return-body"

type Json = Record<string, unknown>

const time = (ms: number | null) => (ms === null ? null : asRestTime(ms))

/** An order as REST and webhooks write it: numbers for ids, amounts as text, words in small letters. */
export function orderBody(order: OrderRecord): Json {
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
    closed_at: time(order.closedAt),
    cancel_reason: order.cancelReason?.toLowerCase() ?? null,
    confirmed: true,
    currency: order.currency,
    presentment_currency: order.currency,
    financial_status: financialStatus(order).toLowerCase(),
    fulfillment_status: fulfillmentWords[fulfillmentStatus(order)] ?? null,
    taxes_included: order.taxesIncluded,
    ...moneyBody(order),
    test: order.test,
    note: order.note,
    note_attributes: order.attributes.map(({ key, value }) => ({ name: key, value })),
    tags: "",
    source_name: order.sourceName,
    location_id: order.retailLocationId,
    ...peopleBody(order),
    line_items: order.lines.map((line) => lineBody(order, line)),
    shipping_lines: order.shipping ? [shippingBody(order, order.shipping)] : [],
    fulfillments: order.fulfillments.map((fulfillment) => fulfillmentBody(order, fulfillment)),
    refunds: order.refunds.map((refund) => refundBody(order, refund)),
  }
}

const fulfillmentWords: Readonly<Record<string, string>> = { FULFILLED: "fulfilled", PARTIALLY_FULFILLED: "partial" }

function moneyBody(order: OrderRecord): Json {
  const [ordered, now] = [originalTotals(order), currentTotals(order)]
  const money = (minor: number) => asMoney(minor, order.currency)
  const codes = order.discounts.filter(({ kind }) => kind === "code")
  return {
    subtotal_price: money(ordered.subtotal),
    total_price: money(ordered.total),
    total_tax: money(ordered.tax),
    total_discounts: money(ordered.discount),
    total_tip_received: money(order.tip),
    current_subtotal_price: money(now.subtotal),
    current_total_price: money(now.total),
    current_total_tax: money(now.tax),
    current_total_discounts: money(now.discount),
    tax_lines: [taxBody(order, ordered.tax)],
    discount_codes: codes.map(({ title, percentage }) => ({
      code: title,
      amount: money(ordered.discount),
      type: percentage === null ? "fixed_amount" : "percentage",
    })),
  }
}

function peopleBody({ customer, address, email, phone, fulfillmentOrders }: OrderRecord): Json {
  const names = { first_name: customer?.firstName ?? null, last_name: customer?.lastName ?? null }
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
  const isTaken = fulfillmentOrders.some(({ deliveryType }) => deliveryType === "SHIPPING" || deliveryType === "LOCAL")
  return {
    email: email ?? "",
    contact_email: email,
    phone,
    customer: customer && {
      id: customer.id,
      admin_graphql_api_id: gid("Customer", customer.id),
      email,
      phone,
      ...names,
    },
    billing_address: customer && place,
    shipping_address: customer && isTaken ? place : null,
  }
}

const shippingBody = (order: OrderRecord, line: ShippingRecord): Json => ({
  id: line.id,
  title: line.title,
  code: line.title,
  source: "shopify",
  price: asMoney(line.price, order.currency),
  discounted_price: asMoney(line.price - allocated(line.allocations), order.currency),
})
