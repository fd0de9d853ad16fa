import { actionsOf, mergeable } from "../../shop/fulfillment/actions"
import { allUnits, lineOf, type OwnedWork } from "../../shop/fulfillment/work"
import { isStocked } from "../../shop/fulfillment/move"
import type { HoldRecord, WorkLineRecord } from "../../shop/fulfillment-records"
import { gid, idOf } from "../../shop/global-ids"
import type { LocationRecord } from "../../shop/records"
import { asDateTime } from "../../shop/time"
import { connection, type PageArgs } from "../connection"
import type { RequestContext, View } from "../context"
import { NotImplemented } from "../errors"
import { lineItemView } from "./line-item"
import { moneyBag } from "./money"

export function fulfillmentOrderView(context: RequestContext, owned: OwnedWork): View {
  const { order, work } = owned
  const location = context.store.locations.get(work.locationId) as LocationRecord
  return {
    __typename: "FulfillmentOrder",
    id: gid("FulfillmentOrder", work.id),
    status: work.status,
    requestStatus: "UNSUBMITTED",
    supportedActions: () => actionsOf(order, work).map((action) => ({ action, externalUrl: null })),
    assignedLocation: () => assignedView(context, location),
    deliveryMethod: methodView(owned),
    destination: () => destinationView(owned),
    fulfillmentHolds: () => work.holds.map(holdView),
    order: () => context.show.order(context, order),
    orderId: gid("Order", order.id),
    orderName: order.name,
    orderProcessedAt: asDateTime(order.createdAt),
    fulfillAt: asDateTime(work.fulfillAt),
    fulfillBy: null,
    internationalDuties: null,
    createdAt: asDateTime(work.createdAt),
    updatedAt: asDateTime(work.updatedAt),
    ...lists(context, owned),
  }
}

function lists(context: RequestContext, owned: OwnedWork): View {
  const { order, work } = owned
  const isOf = (part: { workId: number }) => part.workId === work.id
  return {
    lineItems: (args: PageArgs) => connection(work.lines, args, (part) => partView(context, owned, part)),
    fulfillments: (args: PageArgs) =>
      connection(
        order.fulfillments.filter(({ lines }) => lines.some(({ parts }) => parts.some(isOf))),
        args,
        (fulfillment) => context.show.fulfillment(context, { order, fulfillment })
      ),
    fulfillmentOrdersForMerge: (args: PageArgs) =>
      connection(mergeable(order, work), args, (other) => context.show.work(context, { order, work: other })),
    locationsForMove: (args: PageArgs & { query?: string | null; locationIds?: readonly string[] | null }) => {
      if (args.query) throw new NotImplemented("FulfillmentOrder.locationsForMove(query:)")
      const places = context.store.locations
        .all()
        .filter(({ id, isActive }) => isActive && id !== work.locationId)
        .filter(({ id }) => !args.locationIds || args.locationIds.some((given) => idOf("Location", given) === id))
      return connection(places, args, (place) => moveView(context, owned, place))
    },
    merchantRequests: (args: PageArgs) => connection([], args, () => ({})),
  }
}

const methodView = ({ order, work }: OwnedWork): View => ({
  __typename: "DeliveryMethod",
  id: gid("DeliveryMethod", work.deliveryMethodId),
  methodType: work.deliveryType,
  presentedName: work.deliveryType === "SHIPPING" ? (order.shipping?.title ?? null) : null,
  serviceCode: null,
  additionalInformation: null,
  brandedPromise: null,
  minDeliveryDateTime: null,
  maxDeliveryDateTime: null,
  sourceReference: null,
})

export const holdView = ({ id, handle, reason, reasonNotes }: HoldRecord): View => ({
  __typename: "FulfillmentHold",
  id: gid("FulfillmentHold", id),
  handle: handle === "" ? null : handle,
  reason,
  reasonNotes,
  displayReason: reason.replaceAll("_", " ").toLowerCase(),
  // There is one app here.
  heldByRequestingApp: true,
  heldByApp: null,
})

/** Where it is taken to; null where it is fetched. */
function destinationView({ order, work }: OwnedWork): View | null {
  const { address, customer } = order
  if (work.deliveryType !== "SHIPPING" && work.deliveryType !== "LOCAL") return null
  const { address1, city, province, zip, phone, countryCode } = address
  return {
    __typename: "FulfillmentOrderDestination",
    id: gid("FulfillmentOrderDestination", work.id),
    ...{ address1, address2: null, city, province, zip, countryCode, company: null, location: null },
    phone: phone ?? order.phone,
    email: order.email,
    firstName: customer?.firstName ?? null,
    lastName: customer?.lastName ?? null,
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

function moveView(context: RequestContext, owned: OwnedWork, location: LocationRecord): View {
  const units = allUnits(owned.work)
  const [able, unable] = [true, false].map((wanted) =>
    units.filter((one) => isStocked(context.store, owned.order, one, location) === wanted).map(({ part }) => part)
  ) as [WorkLineRecord[], WorkLineRecord[]]
  const list = (parts: WorkLineRecord[]) => (args: PageArgs) =>
    connection(parts, args, (part) => partView(context, owned, part))
  return {
    location: () => context.show.location(context, location),
    movable: able.length > 0,
    message: able.length > 0 ? null : "No items are stocked at this location.",
    availableLineItems: list(able),
    availableLineItemsCount: { count: able.length, precision: "EXACT" },
    unavailableLineItems: list(unable),
    unavailableLineItemsCount: { count: unable.length, precision: "EXACT" },
  }
}

function partView(context: RequestContext, { order }: OwnedWork, part: WorkLineRecord): View {
  const line = lineOf(order, part.lineId)
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
    originalUnitPriceSet: moneyBag(line.unitPrice, order.currency),
    image: null,
    warnings: [],
  }
}
