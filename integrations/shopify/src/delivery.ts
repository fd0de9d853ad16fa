import type { DeliveryMethod, DeliveryRecord } from "@anyshelf/connector-kit"
import type { DeliveryMethodType, LinesFragment, OrderFactsFragment } from "./generated/admin"

type FulfillmentOrder = OrderFactsFragment["fulfillmentOrders"]["nodes"][number]
type Facts = Pick<OrderFactsFragment, "fulfillmentOrders" | "retailLocation" | "lineItems">

/** Shopify's ways in ours. A parcel shop is shipped to; at a till (`RETAIL`) the goods are gone already. */
const methods: Readonly<Record<DeliveryMethodType, DeliveryMethod>> = {
  SHIPPING: "ship",
  PICKUP_POINT: "ship",
  PICK_UP: "pickup",
  LOCAL: "local",
  RETAIL: "pos",
  NONE: "none",
}

/** How an order leaves the shop, and from which place Shopify takes it. */
export function deliveryOf(order: Facts): DeliveryRecord {
  const telling = tellingOf(order)
  const [first] = telling
  if (!first) return withoutFulfilment(order)
  return { method: methodOf(first), locationRef: commonPlace(telling) ?? order.retailLocation?.id ?? null }
}

/** The lines that leave in another way, or from another place, than the order as a whole. */
export function lineDeliveries(
  order: Facts,
  lines: readonly LinesFragment["nodes"][number][]
): ReadonlyMap<string, { readonly delivery: DeliveryRecord }> {
  const telling = tellingOf(order)
  if (telling.length < 2) return new Map()
  const whole = deliveryOf(order)
  return new Map(
    lines.flatMap(({ id }) => {
      const own = telling.filter(({ lineItems }) => lineItems.nodes.some(({ lineItem }) => lineItem.id === id))
      const [first] = own
      if (!first) return []
      const delivery = { method: methodOf(first), locationRef: commonPlace(own) }
      const same = delivery.method === whole.method && delivery.locationRef === whole.locationRef
      return same ? [] : [[id, { delivery }] as const]
    })
  )
}

/** What is open tells how the rest leaves; once all of it is done, what was done tells how it left. */
function tellingOf({ fulfillmentOrders: { nodes } }: Facts): readonly FulfillmentOrder[] {
  const open = nodes.filter(({ status }) => status !== "CLOSED" && status !== "CANCELLED")
  return open.length > 0 ? open : nodes
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
function withoutFulfilment({ retailLocation, lineItems }: Facts): DeliveryRecord {
  if (retailLocation) return { method: "pos", locationRef: retailLocation.id }
  const ships = lineItems.nodes.some(({ requiresShipping }) => requiresShipping)
  return { method: ships ? "ship" : "none", locationRef: null }
}
