import { gid } from "../../shop/global-ids"
import type { FulfillmentOrderRecord, LineRecord, OrderRecord } from "../../shop/order-records"
import type { LocationRecord } from "../../shop/records"
import { asDateTime } from "../../shop/time"
import { connection, type PageArgs } from "../connection"
import type { RequestContext, View } from "../context"
import { lineItemView } from "./line-item"

export function fulfillmentOrderView(context: RequestContext, order: OrderRecord, work: FulfillmentOrderRecord): View {
  const location = context.store.locations.get(work.locationId) as LocationRecord
  return {
    __typename: "FulfillmentOrder",
    id: gid("FulfillmentOrder", work.id),
    status: work.status,
    requestStatus: "UNSUBMITTED",
    assignedLocation: () => assignedView(context, location),
    deliveryMethod: {
      __typename: "DeliveryMethod",
      id: gid("DeliveryMethod", work.deliveryMethodId),
      methodType: work.deliveryType,
      presentedName: order.shipping?.title ?? null,
      serviceCode: null,
      minDeliveryDateTime: null,
      maxDeliveryDateTime: null,
      sourceReference: null,
    },
    lineItems: (args: PageArgs) => connection(work.lines, args, (part) => partView(context, order, part)),
    order: () => context.show.order(context, order),
    orderId: gid("Order", order.id),
    orderName: order.name,
    orderProcessedAt: asDateTime(order.createdAt),
    fulfillAt: asDateTime(order.createdAt),
    fulfillBy: null,
    fulfillmentHolds: [],
    internationalDuties: null,
    createdAt: asDateTime(work.createdAt),
    updatedAt: asDateTime(work.updatedAt),
  }
}

const assignedView = (context: RequestContext, location: LocationRecord): View => ({
  name: location.name,
  address1: location.address.address1,
  address2: null,
  city: location.address.city,
  province: location.address.province,
  zip: location.address.zip,
  phone: location.address.phone,
  countryCode: location.address.countryCode,
  location: () => context.show.location(context, location),
})

function partView(context: RequestContext, order: OrderRecord, part: FulfillmentOrderRecord["lines"][number]): View {
  const line = order.lines.find(({ id }) => id === part.lineId) as LineRecord
  const variant = context.store.variants.get(line.variantId)
  return {
    __typename: "FulfillmentOrderLineItem",
    id: gid("FulfillmentOrderLineItem", part.id),
    inventoryItemId: gid("InventoryItem", line.inventoryItemId),
    lineItem: () => lineItemView(context, order, line),
    variant: () => (variant ? context.show.variant(context, variant) : null),
    sku: line.sku,
    productTitle: line.title,
    variantTitle: line.variantTitle,
    vendor: line.vendor,
    requiresShipping: line.requiresShipping,
    totalQuantity: part.quantity,
    remainingQuantity: part.remaining,
    image: null,
    warnings: [],
  }
}
