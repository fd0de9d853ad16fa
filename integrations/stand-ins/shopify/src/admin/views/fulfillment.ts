import type { FulfillmentLineRecord, FulfillmentRecord } from "../../shop/fulfillment-records"
import { lineOf } from "../../shop/fulfillment/work"
import { gid } from "../../shop/global-ids"
import type { OrderRecord } from "../../shop/order-records"
import type { LocationRecord } from "../../shop/records"
import { asDateTime } from "../../shop/time"
import { connection, type PageArgs } from "../connection"
import type { RequestContext, View } from "../context"
import { lineItemView } from "./line-item"
import { moneyBag } from "./money"

interface Owned {
  readonly order: OrderRecord
  readonly fulfillment: FulfillmentRecord
}

export function fulfillmentView(context: RequestContext, { order, fulfillment }: Owned): View {
  const location = context.store.locations.get(fulfillment.locationId)
  const workIds = new Set(fulfillment.lines.flatMap(({ parts }) => parts.map(({ workId }) => workId)))
  const works = order.fulfillmentOrders.filter(({ id }) => workIds.has(id))
  return {
    __typename: "Fulfillment",
    id: gid("Fulfillment", fulfillment.id),
    legacyResourceId: String(fulfillment.id),
    name: fulfillment.name,
    status: fulfillment.status,
    displayStatus: displayStatus(order, fulfillment),
    order: () => context.show.order(context, order),
    location: () => (location ? context.show.location(context, location) : null),
    originAddress: () => (location ? originView(location) : null),
    service: null,
    requiresShipping: fulfillment.lines.some(({ lineId }) => lineOf(order, lineId).requiresShipping),
    totalQuantity: fulfillment.lines.reduce((sum, { quantity }) => sum + quantity, 0),
    trackingInfo: ({ first }: { first?: number | null }) => fulfillment.tracking.slice(0, first ?? undefined),
    fulfillmentLineItems: (args: PageArgs) =>
      connection(fulfillment.lines, args, (line) => fulfillmentLineView(context, order, line)),
    fulfillmentOrders: (args: PageArgs) =>
      connection(works, args, (work) => context.show.work(context, { order, work })),
    events: (args: PageArgs) => connection([], args, () => ({})),
    deliveredAt: fulfillment.deliveredAt === null ? null : asDateTime(fulfillment.deliveredAt),
    estimatedDeliveryAt: null,
    inTransitAt: null,
    createdAt: asDateTime(fulfillment.createdAt),
    updatedAt: asDateTime(fulfillment.updatedAt),
  }
}

function displayStatus(order: OrderRecord, { status, lines }: FulfillmentRecord): string {
  if (status === "CANCELLED") return "CANCELED"
  const workId = lines[0]?.parts[0]?.workId
  const isFetched = order.fulfillmentOrders.find(({ id }) => id === workId)?.deliveryType === "PICK_UP"
  return isFetched ? "PICKED_UP" : "FULFILLED"
}

const originView = ({ address }: LocationRecord): View => ({
  address1: address.address1,
  address2: null,
  city: address.city,
  countryCode: address.countryCode,
  provinceCode: address.provinceCode,
  zip: address.zip,
})

export function fulfillmentLineView(context: RequestContext, order: OrderRecord, part: FulfillmentLineRecord): View {
  const line = lineOf(order, part.lineId)
  const total = moneyBag(line.unitPrice * part.quantity, order.currency)
  return {
    __typename: "FulfillmentLineItem",
    id: gid("FulfillmentLineItem", part.id),
    quantity: part.quantity,
    lineItem: () => lineItemView(context, order, line),
    originalTotalSet: total,
    discountedTotalSet: total,
  }
}
