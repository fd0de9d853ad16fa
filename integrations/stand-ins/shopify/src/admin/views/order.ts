import { gid } from "../../shop/global-ids"
import type { OrderRecord } from "../../shop/order-records"
import { asDateTime } from "../../shop/time"
import { currentTotals, originalTotals } from "../../shop/totals"
import { connection, type PageArgs } from "../connection"
import type { RequestContext, View } from "../context"
import { NotImplemented } from "../errors"
import { mailingAddressView } from "./address"
import { customerView } from "./customer"
import { fulfillmentOrderView } from "./fulfillment-order"
import { discountView, lineItemView, taxLineView } from "./line-item"
import { orderMoney } from "./order-money"
import { shippingLineView } from "./shipping-line"

/** An order with everything an importer asks for. Fulfilments, refunds and returns exist here only as "none yet". */
export function orderView(context: RequestContext, order: OrderRecord): View {
  const { store } = context
  const retail = store.locations.get(order.retailLocationId)
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
    ...notYet(order),
  }
}

function orderState(order: OrderRecord): View {
  const isCancelled = order.cancelledAt !== null
  const isDone = order.lines.every((line) => line.unfulfilledQuantity === 0)
  return {
    confirmed: true,
    closed: isCancelled,
    closedAt: order.cancelledAt === null ? null : asDateTime(order.cancelledAt),
    cancelledAt: order.cancelledAt === null ? null : asDateTime(order.cancelledAt),
    cancelReason: order.cancelReason,
    cancellation: isCancelled ? { staffNote: null } : null,
    edited: order.edited,
    displayFulfillmentStatus: isDone && !isCancelled ? "FULFILLED" : "UNFULFILLED",
    returnStatus: "NO_RETURN",
    fulfillable: !isDone,
    restockable: !isDone,
    merchantEditable: !isCancelled,
    createdAt: asDateTime(order.createdAt),
    processedAt: asDateTime(order.createdAt),
    updatedAt: asDateTime(order.updatedAt),
  }
}

function orderPeople(context: RequestContext, order: OrderRecord): View {
  const address = () => mailingAddressView(order.addressId, order.address, order.customer)
  return {
    email: order.customer.email,
    phone: null,
    customer: () => customerView(order.customer, order),
    customerLocale: "en",
    billingAddress: address,
    displayAddress: address,
    shippingAddress: () => (order.shipping ? address() : null),
    billingAddressMatchesShippingAddress: order.shipping !== null,
    statusPageUrl: `${context.publicUrl}/orders/${order.id}`,
  }
}

function orderContents(context: RequestContext, order: OrderRecord): View {
  const count = (of: (line: OrderRecord["lines"][number]) => number) =>
    order.lines.reduce((sum, line) => sum + of(line), 0)
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
    discountCode: order.discount?.code ?? null,
    discountCodes: order.discount ? [order.discount.code] : [],
    discountApplications: (args: PageArgs) =>
      connection(order.discount ? [{ id: 1 }] : [], args, () => discountView(order)),
    requiresShipping: order.lines.some((line) => line.requiresShipping),
    subtotalLineItemsQuantity: count((line) => line.quantity),
    currentSubtotalLineItemsQuantity: count((line) => line.currentQuantity),
    lineItems: (args: PageArgs) => connection(order.lines, args, (line) => lineItemView(context, order, line)),
    shippingLine: () => (order.shipping ? shippingLineView(order, order.shipping) : null),
    shippingLines: (args: PageArgs) => connection(shippingLines, args, (line) => shippingLineView(order, line)),
    fulfillmentOrders: (args: PageArgs) =>
      connection(order.fulfillmentOrders, args, (work) => fulfillmentOrderView(context, order, work)),
    customAttributes: [],
    additionalFees: [],
    alerts: [],
    poNumber: null,
    paymentGatewayNames: ["bogus"],
  }
}

/** Lists that are empty as long as nothing of the kind can have happened; where it has, they are not implemented. */
function notYet(order: OrderRecord): View {
  const unless = (happened: boolean, field: string, empty: unknown) => () => {
    if (happened) throw new NotImplemented(`Order.${field} of an order that has some`)
    return empty
  }
  const isHandedOver = order.retailLocationId !== null
  const isReduced = order.edited || order.cancelledAt !== null
  return {
    fulfillments: unless(isHandedOver, "fulfillments", []),
    fulfillmentsCount: unless(isHandedOver, "fulfillmentsCount", { count: 0, precision: "EXACT" }),
    refunds: unless(isReduced, "refunds", []),
    returns: (args: PageArgs) => connection([], args, () => ({})),
    risk: { assessments: [], recommendation: "NONE" },
    disputes: [],
  }
}
