import { faulty, isFaulty, type Faulty } from "../fault"
import type { FulfillmentOrderRecord } from "../fulfillment-records"
import { idOf } from "../global-ids"
import type { OrderRecord } from "../order-records"
import type { LocationRecord } from "../records"
import type { ShopStore } from "../store"
import { takeApart } from "./split"
import { unitsOf, type UnitsInput } from "./units"
import {
  allUnits,
  findWork,
  isStarted,
  lineOf,
  moveStock,
  remainingOf,
  settleOrder,
  settleWork,
  type WorkUnits,
} from "./work"

export interface Moved {
  readonly order: OrderRecord
  readonly original: FulfillmentOrderRecord
  readonly moved: FulfillmentOrderRecord
}

/** https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/fulfillmentOrderMove */
export function move(
  store: ShopStore,
  id: string,
  newLocationId: string,
  lines: readonly UnitsInput[] | null | undefined
): Moved | Faulty {
  const owned = findWork(store, idOf("FulfillmentOrder", id))
  if (!owned) return faulty(["id"], "Fulfillment order does not exist.")
  const { order, work } = owned
  const fault = workFault(work)
  if (fault) return faulty(["id"], fault)
  const location = store.locations.get(idOf("Location", newLocationId))
  if (!location?.isActive) return faulty(["newLocationId"], "Location not found.")
  if (location.id === work.locationId)
    return faulty(["newLocationId"], "The fulfillment order is already assigned to this location.")
  const units = unitsOf(work, lines, ["fulfillmentOrderLineItems"])
  if (isFaulty(units)) return units
  const missing = store.keeps("move-stocked") && units.find((one) => !isStocked(store, order, one, location))
  if (missing)
    return faulty(["newLocationId"], "Cannot change location: the new location does not stock the requested items.")
  return carryOut(store, order, work, units, location)
}

function workFault({ status, isReported }: FulfillmentOrderRecord): string | null {
  if (status === "CLOSED" || status === "CANCELLED") return "Cannot change location: the fulfillment order is closed."
  return isReported ? "Cannot change location: progress has been reported; mark the fulfillment order as open." : null
}

export function isStocked(
  store: ShopStore,
  order: OrderRecord,
  { part }: WorkUnits,
  location: LocationRecord
): boolean {
  const line = lineOf(order, part.lineId)
  return !line.tracked || (store.level(line.inventoryItemId, location.id)?.isActive ?? false)
}

function carryOut(
  store: ShopStore,
  order: OrderRecord,
  work: FulfillmentOrderRecord,
  units: readonly WorkUnits[],
  location: LocationRecord
): Moved {
  const from = work.locationId
  const stock = units.map(({ part, quantity }) => ({ lineId: part.lineId, quantity }))
  const isWhole = !isStarted(work) && units.reduce((sum, { quantity }) => sum + quantity, 0) === remainingOf(work)
  const moved = isWhole ? work : takeApart(store, order, work, units)
  moved.locationId = location.id
  // What was laid ready lies ready in the old place.
  moved.lines.forEach((line) => (line.prepared = 0))
  const joined = isWhole ? moved : joinAt(store, order, moved)
  const at = (locationId: number, sign: 1 | -1) =>
    stock.map(({ lineId, quantity }) => ({
      lineId,
      locationId,
      deltas: { committed: sign * quantity, available: -sign * quantity },
    }))
  moveStock(store, order, "reservation_updated", [...at(from, -1), ...at(location.id, 1)])
  settleWork(store, work)
  settleWork(store, joined)
  store.emit({ topic: "FULFILLMENT_ORDERS_MOVED", order, work: joined })
  settleOrder(store, order)
  return { order, original: work, moved: joined }
}

/** A place that is at work on this order already gets its old and new lines together in a new fulfilment order. */
function joinAt(store: ShopStore, order: OrderRecord, moved: FulfillmentOrderRecord): FulfillmentOrderRecord {
  const there = order.fulfillmentOrders.find(
    (one) =>
      one !== moved &&
      one.locationId === moved.locationId &&
      one.status === "OPEN" &&
      one.deliveryType === moved.deliveryType
  )
  if (!there) return moved
  for (const { part, quantity } of allUnits(there)) {
    const known = moved.lines.find(({ lineId }) => lineId === part.lineId)
    if (known) Object.assign(known, { quantity: known.quantity + quantity, remaining: known.remaining + quantity })
    else moved.lines.push({ id: store.nextId(), lineId: part.lineId, quantity, remaining: quantity, prepared: 0 })
    part.quantity -= quantity
    part.remaining = 0
  }
  settleWork(store, there)
  store.ownParts(order)
  return moved
}
