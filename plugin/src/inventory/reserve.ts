import { MathBN, MedusaError } from "@medusajs/framework/utils"
import { checkLines } from "./check-lines"
import { claimOrThrow } from "./claim"
import type { CoreInventory, Entity, InventoryContext, ReservationInput, ReservationUpdate } from "./core"
import { exact, negated, readQuantity, sumDemand, type Claim } from "./demand"
import { lockReservations, type ReservationRow } from "./queries/reservations"
import { announce, transactionOf } from "./transaction"

/**
 * Reserves all of the input, or throws NOT_ALLOWED / INSUFFICIENT_INVENTORY and reserves nothing. Throws NOT_FOUND for
 * an item without a level at the location, and INVALID_DATA for a quantity below zero.
 */
export async function reserve(
  service: CoreInventory,
  input: readonly ReservationInput[],
  context: InventoryContext
): Promise<Entity[]> {
  checkLines(input, ["inventory_item_id", "location_id"])
  const claims = input.map((reservation) => ({
    item: reservation.inventory_item_id,
    location: reservation.location_id,
    quantity: readQuantity(reservation.quantity, "A reservation's quantity"),
    backorder: reservation.allow_backorder ?? false,
  }))
  const levels = await claimOrThrow(transactionOf(context), sumDemand(claims), "promise")
  announce(service, "updated", "inventory_level", levels, context)
  return service.reservationItemService_.create(input, context)
}

/**
 * Changes reservations: more or fewer units, another location, or both. What is given back and what is newly claimed
 * are decided together, so units may pass from one reservation to another in one call. Throws as `reserve`, and
 * INVALID_DATA for an unknown id.
 */
export async function changeReservations(
  service: CoreInventory,
  input: readonly ReservationUpdate[],
  context: InventoryContext
): Promise<Entity[]> {
  checkLines(input, ["id"])
  const updates = mergeById(input)
  const current = await lockReservations(transactionOf(context), [...updates.keys()])
  refuseUnknown([...updates.keys()], current)
  const claims = current.flatMap((reservation) => difference(reservation, updates.get(reservation.id)!))
  const demand = sumDemand(claims)
  const levels = await claimOrThrow(transactionOf(context), demand, "promise")
  announce(service, "updated", "inventory_level", levels, context)
  return service.reservationItemService_.update([...updates.values()], context)
}

/** What an update gives back and what it newly claims. */
function difference(now: ReservationRow, update: ReservationUpdate): Claim[] {
  const quantity = update.quantity === undefined ? now.quantity : readQuantity(update.quantity, `Quantity of ${now.id}`)
  const location = update.location_id ?? now.location
  const backorder = update.allow_backorder ?? now.allow_backorder
  if (location !== now.location) {
    const given = { item: now.item, location: now.location, quantity: negated(now.quantity), backorder }
    return [given, { item: now.item, location, quantity, backorder }]
  }
  const more = exact(MathBN.sub(quantity, now.quantity))
  return MathBN.eq(more, 0) ? [] : [{ item: now.item, location, quantity: more, backorder }]
}

/** Later updates of one reservation in one call add to the earlier ones. */
function mergeById(input: readonly ReservationUpdate[]): Map<string, ReservationUpdate> {
  const updates = new Map<string, ReservationUpdate>()
  for (const update of input) updates.set(update.id, { ...updates.get(update.id), ...update })
  return updates
}

function refuseUnknown(ids: readonly string[], found: readonly ReservationRow[]): void {
  const known = new Set(found.map((reservation) => reservation.id))
  const unknown = ids.filter((id) => !known.has(id))
  if (unknown.length === 0) return
  throw new MedusaError(
    MedusaError.Types.INVALID_DATA,
    `Reservation item with id ${unknown.join(", ")} not found. It may have been deleted: list the reservations again.`
  )
}
