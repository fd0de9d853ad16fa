import type { DeliveryMethod, DeliveryRecord } from "@anyshelf/connector-kit"
import type { DeliveryMethodType, OrderFactsFragment } from "./generated/admin"

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
  if (telling.length === 0) return withoutFulfilment(order)
  const { method, locationRef } = deliveryBy(telling)
  return { method, locationRef: locationRef ?? order.retailLocation?.id ?? null }
}

/** Which lines leave with each fulfilment order, by its id. */
export type Placed = ReadonlyMap<string, readonly string[]>

/** True for an order whose lines leave in several ways, or from several places: which does how has to be asked. */
export function isParted(order: Facts): boolean {
  const telling = tellingOf(order)
  return new Set(telling.map((each) => JSON.stringify(deliveryBy([each])))).size > 1
}

/** How each line leaves that leaves otherwise than the order as a whole. */
export function lineDeliveries(
  order: Facts,
  placed: Placed
): ReadonlyMap<string, { readonly delivery: DeliveryRecord }> {
  const whole = deliveryOf(order)
  const telling = tellingOf(order)
  const lineIds = new Set([...placed.values()].flat())
  const deliveries = [...lineIds].flatMap((lineId) => {
    const own = telling.filter(({ id }) => placed.get(id)?.includes(lineId))
    const delivery = own.length > 0 ? deliveryBy(own) : whole
    const isSame = delivery.method === whole.method && delivery.locationRef === whole.locationRef
    return isSame ? [] : [[lineId, { delivery }] as const]
  })
  return new Map(deliveries)
}

/** By the first's method: where they differ, the lines say so themselves. */
const deliveryBy = (telling: readonly FulfillmentOrder[]): DeliveryRecord => ({
  method: telling[0] ? methodOf(telling[0]) : "ship",
  locationRef: commonPlace(telling),
})

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
