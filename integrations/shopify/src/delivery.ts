import type { DeliveryMethod, OrderRecord } from "@anyshelf/connector-kit"
import type { DeliveryMethodType, OrderFactsFragment } from "./generated/admin"

type Delivery = OrderRecord["delivery"]
type FulfillmentOrder = OrderFactsFragment["fulfillmentOrders"]["nodes"][number]

/** Shopify's ways in ours. A parcel shop is shipped to; at a till (`RETAIL`) the goods are gone already. */
const methods: Readonly<Record<DeliveryMethodType, DeliveryMethod>> = {
  SHIPPING: "ship",
  PICKUP_POINT: "ship",
  PICK_UP: "pickup",
  LOCAL: "local",
  RETAIL: "none",
  NONE: "none",
}

/** How an order leaves the shop, and from which place Shopify takes it. */
export function deliveryOf(
  order: Pick<OrderFactsFragment, "fulfillmentOrders" | "retailLocation" | "lineItems">
): Delivery {
  const all = order.fulfillmentOrders.nodes
  const open = all.filter(({ status }) => status !== "CLOSED" && status !== "CANCELLED")
  const telling = open.length > 0 ? open : all
  const [first] = telling
  if (!first) return withoutFulfilment(order)
  return { method: methodOf(first), locationRef: commonPlace(telling) ?? order.retailLocation?.id ?? null }
}

/** A fulfilment order from before Shopify told the method is one to ship. */
const methodOf = ({ deliveryMethod }: FulfillmentOrder): DeliveryMethod =>
  deliveryMethod ? methods[deliveryMethod.methodType] : "ship"

/** The place all of it leaves from; null when it leaves from several, for then there is no one answer. */
function commonPlace(fulfillmentOrders: readonly FulfillmentOrder[]): string | null {
  const places = new Set(fulfillmentOrders.map(({ assignedLocation }) => assignedLocation.location?.id ?? null))
  const [place = null] = places
  return places.size === 1 ? place : null
}

/** Nothing to fulfil: a sale at a till, or nothing that needs a shelf. */
function withoutFulfilment({
  retailLocation,
  lineItems,
}: Pick<OrderFactsFragment, "retailLocation" | "lineItems">): Delivery {
  if (retailLocation) return { method: "none", locationRef: retailLocation.id }
  const ships = lineItems.nodes.some(({ requiresShipping }) => requiresShipping)
  return { method: ships ? "ship" : "none", locationRef: null }
}
