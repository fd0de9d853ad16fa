import {
  moneyFromDecimal,
  type AddressRecord,
  type Money,
  type OrderLineRecord,
  type OrderRecord,
} from "@anyshelf/connector-kit"
import { deliveryOf } from "./delivery"
import type { AddressFragment, LinesFragment, OrderFactsFragment } from "./generated/admin"
import { utc } from "./instant"

type Line = LinesFragment["nodes"][number]
type Taxed = { readonly taxLines: Line["taxLines"] }

/** An order in our words. All amounts are in the shop's own currency: what the merchant earns, not what the buyer saw. */
export function toOrder(order: OrderFactsFragment, lines: readonly Line[]): OrderRecord {
  const currency = order.currencyCode
  return {
    feed: "orders",
    ref: order.id,
    number: order.name,
    status: order.cancelledAt === null ? "open" : "cancelled",
    test: order.test,
    placedAt: utc(order.processedAt),
    updatedAt: utc(order.updatedAt),
    currencyCode: currency,
    taxesIncluded: order.taxesIncluded,
    email: order.email || null,
    shippingAddress: toAddress(order.shippingAddress),
    billingAddress: toAddress(order.billingAddress),
    delivery: deliveryOf(order),
    lines: lines.map((line) => toLine(line, currency)),
    shipping: shippingOf(order),
    total: moneyFromDecimal(order.currentTotalPriceSet.shopMoney.amount, currency),
    raw: { ...order, lineItems: { nodes: lines } },
  }
}

/**
 * Shopify's discounts and taxes of a line count removed units too; only what is left is ours, so they shrink with it. A
 * line may stay with nothing wanted: it was sold, and then taken off.
 */
function toLine(line: Line, currency: string): OrderLineRecord {
  const discount = sum(
    line.discountAllocations.map(({ allocatedAmountSet }) => allocatedAmountSet),
    currency
  )
  return {
    ref: line.id,
    listingRef: line.variant?.id ?? null,
    sku: line.sku?.trim() || null,
    title: line.name,
    quantity: line.currentQuantity,
    unitPrice: moneyFromDecimal(line.originalUnitPriceSet.shopMoney.amount, currency),
    discount: shareOf(discount, line),
    tax: shareOf(taxOf(line, currency), line),
    requiresShipping: line.requiresShipping && !line.isGiftCard,
  }
}

/** Each cancelled or removed unit takes its part along. */
function shareOf({ amount, currencyCode }: Money, { quantity, currentQuantity }: Line): Money {
  if (quantity === 0 || quantity === currentQuantity) return { amount, currencyCode }
  return { amount: Math.round((amount * currentQuantity) / quantity), currencyCode }
}

const taxOf = ({ taxLines }: Taxed, currency: string): Money =>
  sum(
    taxLines.map(({ priceSet }) => priceSet),
    currency
  )

function sum(bags: readonly { readonly shopMoney: { readonly amount: string } }[], currencyCode: string): Money {
  const amounts = bags.map(({ shopMoney }) => moneyFromDecimal(shopMoney.amount, currencyCode).amount)
  return { amount: amounts.reduce((total, amount) => total + amount, 0), currencyCode }
}

/** Delivery without tax: where prices include tax, Shopify's delivery price does too. */
function shippingOf({ shippingLines: { nodes }, taxesIncluded, currencyCode }: OrderFactsFragment): Money {
  const gross = sum(
    nodes.map(({ currentDiscountedPriceSet }) => currentDiscountedPriceSet),
    currencyCode
  )
  if (!taxesIncluded) return gross
  const taxes = nodes.map((line) => taxOf(line, currencyCode).amount)
  return { currencyCode, amount: taxes.reduce((left, tax) => left - tax, gross.amount) }
}

/** Only what Shopify knows is there: an empty field is left out, not an empty text. */
function toAddress(address: AddressFragment | null): AddressRecord | null {
  if (!address) return null
  const fields: Record<keyof AddressRecord, string | null> = {
    firstName: address.firstName,
    lastName: address.lastName,
    company: address.company,
    line1: address.address1,
    line2: address.address2,
    city: address.city,
    province: address.province,
    postalCode: address.zip,
    countryCode: address.countryCodeV2,
    phone: address.phone,
  }
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value)) as AddressRecord
}
