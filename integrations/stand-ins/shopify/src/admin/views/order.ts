import { fulfillmentStatus } from "../../shop/fulfillment/order-status"
import { gid } from "../../shop/global-ids"
import type { OrderRecord } from "../../shop/order-records"
import { returnStatusOf } from "../../shop/returns/return-status"
import { asDateTime } from "../../shop/time"
import { currentTotals, originalTotals } from "../../shop/totals"
import { connection, type PageArgs } from "../connection"
import type { RequestContext, View } from "../context"
import { mailingAddressView } from "./address"
import { customerView } from "./customer"
import { discountView } from "./discount"
import { lineItemView, taxLineView } from "./line-item"
import { moneyBag } from "./money"
import { orderHistory } from "./order-history"
import { orderMoney } from "./order-money"
import { shippingLineView } from "./shipping-line"

/** An order with everything an importer asks for. */
export function orderView(context: RequestContext, order: OrderRecord): View {
  const retail = context.store.locations.get(order.retailLocationId)
  return {
    __typename: "Order",
    id: gid("Order", order.id),
    legacyResourceId: String(order.id),
    name: order.name,
    number: order.number,
    confirmationNumber: null,
    note: order.note,
    tags: [],
    test: order.test,
    sourceName: order.sourceName,
    sourceIdentifier: null,
    app: null,
    retailLocation: () => (retail ? context.show.location(context, retail) : null),
    ...orderState(order),
    ...orderMoney(order),
    ...orderPeople(context, order),
    ...orderContents(context, order),
    ...orderHistory(context, order),
  }
}

function orderState(order: OrderRecord): View {
  const isCancelled = order.cancelledAt !== null
  const isDone = order.lines.every((line) => line.unfulfilledQuantity === 0)
  return {
    confirmed: true,
    closed: order.closedAt !== null,
    closedAt: order.closedAt === null ? null : asDateTime(order.closedAt),
    cancelledAt: order.cancelledAt === null ? null : asDateTime(order.cancelledAt),
    cancelReason: order.cancelReason,
    cancellation: isCancelled ? { staffNote: order.staffNote } : null,
    edited: order.edited,
    displayFulfillmentStatus: fulfillmentStatus(order),
    returnStatus: returnStatusOf(order),
    fulfillable: !isDone,
    restockable: !isDone,
    merchantEditable: !isCancelled,
    merchantEditableErrors: isCancelled ? ["Canceled orders can't be edited."] : [],
    createdAt: asDateTime(order.createdAt),
    processedAt: asDateTime(order.createdAt),
    updatedAt: asDateTime(order.updatedAt),
  }
}

function orderPeople(context: RequestContext, order: OrderRecord): View {
  const { customer } = order
  const address = () => (customer ? mailingAddressView(order.addressId, order.address, customer) : null)
  const isTaken = order.fulfillmentOrders.some(
    ({ deliveryType }) => deliveryType === "SHIPPING" || deliveryType === "LOCAL"
  )
  return {
    email: order.email,
    phone: order.phone,
    canNotifyCustomer: order.email !== null,
    customer: () => (customer ? customerView(context, customer, order) : null),
    customerLocale: "en",
    billingAddress: address,
    displayAddress: address,
    shippingAddress: () => (isTaken ? address() : null),
    billingAddressMatchesShippingAddress: isTaken,
    statusPageUrl: `${context.publicUrl}/orders/${order.id}`,
  }
}

function orderContents(context: RequestContext, order: OrderRecord): View {
  const count = (of: (line: OrderRecord["lines"][number]) => number) =>
    order.lines.reduce((sum, line) => sum + of(line), 0)
  const codes = order.discounts.filter(({ kind }) => kind === "code").map(({ title }) => title)
  const shippingLines = order.shipping ? [order.shipping] : []
  return {
    currencyCode: order.currency,
    presentmentCurrencyCode: order.currency,
    taxesIncluded: order.taxesIncluded,
    taxExempt: false,
    dutiesIncluded: false,
    estimatedTaxes: false,
    taxLines: [taxLineView(order, originalTotals(order).tax)],
    currentTaxLines: [taxLineView(order, currentTotals(order).tax)],
    discountCode: codes[0] ?? null,
    discountCodes: codes,
    discountApplications: (args: PageArgs) =>
      connection(
        order.discounts.map((_, id) => ({ id })),
        args,
        ({ id }) => discountView(order, id)
      ),
    requiresShipping: order.lines.some((line) => line.requiresShipping),
    subtotalLineItemsQuantity: count((line) => line.quantity),
    currentSubtotalLineItemsQuantity: count((line) => line.currentQuantity),
    lineItems: (args: PageArgs) => connection(order.lines, args, (line) => lineItemView(context, order, line)),
    nonFulfillableLineItems: (args: PageArgs) =>
      connection(
        order.lines.filter((line) => line.unfulfilledQuantity === 0),
        args,
        (line) => lineItemView(context, order, line)
      ),
    shippingLine: () => (order.shipping ? shippingLineView(order, order.shipping) : null),
    shippingLines: (args: PageArgs & { includeRemovals?: boolean }) =>
      connection(
        shippingLines.filter(() => args.includeRemovals || order.cancelledAt === null),
        args,
        (line) => shippingLineView(order, line)
      ),
    customAttributes: order.attributes,
    additionalFees: order.fees.map(({ id, name, price }) => ({
      __typename: "AdditionalFee",
      id: gid("AdditionalFee", id),
      name,
      price: moneyBag(price, order.currency),
      taxLines: [],
    })),
    alerts: [],
    poNumber: null,
    paymentGatewayNames: [...new Set(order.transactions.map(({ gateway }) => gateway))],
  }
}
