import type { CustomerRecord, OrderRecord } from "@anyshelf/connector-kit"
import { toAddress } from "./address"
import { deliveryOf, lineDeliveries, type Placed } from "./delivery"
import type { LinesFragment, OrderDisplayFinancialStatus, OrderFactsFragment } from "./generated/admin"
import { utc } from "./instant"
import { said } from "./said"
import { shopMoney } from "./money"
import { moneyOf } from "./order-money"
import { toProperties, valueOf } from "./properties"
import type { OrderHistory } from "./order-history"

type Line = LinesFragment["nodes"][number]

/** The attribute in which an order that we carried to the shop names the order it is a copy of. */
const OUR_ORDER = "anyshelf_order_id"

/** An order in our words. All amounts are in the shop's own currency: what the merchant earns, not what the buyer saw. */
export function toOrder(
  order: OrderFactsFragment,
  lines: readonly Line[],
  history: OrderHistory = { fulfilments: [], refunds: [] },
  placed: Placed = new Map()
): OrderRecord {
  const money = moneyOf(order, lines)
  const deliveries = lineDeliveries(order, placed)
  return {
    feed: "orders",
    ref: order.id,
    number: order.name,
    status: order.cancelledAt === null ? "open" : "cancelled",
    test: order.test,
    placedAt: utc(order.processedAt),
    updatedAt: utc(order.updatedAt),
    currencyCode: order.currencyCode,
    taxesIncluded: order.taxesIncluded,
    email: order.email || null,
    shippingAddress: toAddress(order.shippingAddress),
    billingAddress: toAddress(order.billingAddress),
    delivery: deliveryOf(order),
    lines: lines.map((line, index) => ({
      ref: line.id,
      listingRef: line.variant?.id ?? null,
      sku: said(line.sku),
      title: line.name,
      quantity: line.currentQuantity,
      ...money.lines[index]!,
      requiresShipping: line.requiresShipping && !line.isGiftCard,
      ...(line.isGiftCard && { giftCard: true }),
      ...deliveries.get(line.id),
      ...toProperties(line.customAttributes),
    })),
    shipping: money.shipping,
    shippingTax: money.shippingTax,
    charges: money.charges,
    total: shopMoney(order.currentTotalPriceSet),
    customer: toCustomer(order),
    discountCodes: order.discountCodes,
    note: order.note || null,
    ...paymentOf(order.displayFinancialStatus),
    captured: shopMoney(order.totalReceivedSet),
    cancelReason: order.cancelReason?.toLowerCase() ?? null,
    fulfilments: history.fulfilments,
    refunds: history.refunds,
    ourOrderId: valueOf(order.customAttributes, OUR_ORDER),
    raw: { ...order, lineItems: { nodes: lines } },
  }
}

/** An order may have a phone number of its own, which is then the customer's for this order. */
function toCustomer({ customer, phone, email }: OrderFactsFragment): CustomerRecord | null {
  if (!customer) return null
  return {
    ref: customer.id,
    email: customer.defaultEmailAddress?.emailAddress ?? (email || null),
    phone: customer.defaultPhoneNumber?.phoneNumber ?? (phone || null),
    firstName: customer.firstName || null,
    lastName: customer.lastName || null,
  }
}

/** What is not paid whole is pending still; an authorisation that ran out secures nothing. */
const payments: Readonly<Record<OrderDisplayFinancialStatus, NonNullable<OrderRecord["payment"]>>> = {
  AUTHORIZED: "authorized",
  EXPIRED: "pending",
  PAID: "paid",
  PARTIALLY_PAID: "pending",
  PARTIALLY_REFUNDED: "partially-refunded",
  PENDING: "pending",
  REFUNDED: "refunded",
  VOIDED: "voided",
}

const paymentOf = (status: OrderDisplayFinancialStatus | null) => (status ? { payment: payments[status] } : {})
