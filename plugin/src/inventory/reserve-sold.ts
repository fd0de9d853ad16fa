import { generateEntityId, MathBN, MedusaError } from "@medusajs/framework/utils"
import { checkLines } from "./check-lines"
import { tryClaim } from "./claim"
import type { ReserveSold, ReserveSoldOutcome } from "./contract"
import type { CoreInventory, InventoryContext } from "./core"
import { readQuantity, sumDemand, type Demand } from "./demand"
import { refuseMoreThan } from "./limits"
import { ensureLevels } from "./queries/levels"
import { eraseReservations, insertReservations, readReservationKeys, type NewReservation } from "./queries/reservations"
import { announce, transactionOf } from "./transaction"

/**
 * Claims stock for what was sold elsewhere, once for each set of reservation ids. The ids are inserted first: of calls
 * that race with the same ids, one inserts and the others wait for it, find them taken and change nothing.
 */
export async function reserveSold(
  service: CoreInventory,
  request: ReserveSold,
  context: InventoryContext
): Promise<ReserveSoldOutcome> {
  const manager = transactionOf(context)
  const wanted = readRequest(request)
  const inserted = await insertReservations(manager, wanted)
  if (inserted.length < wanted.length) return repeated(wanted, inserted, context)

  const demand = sumDemand(wanted.map((row) => ({ ...row, backorder: row.allow_backorder })))
  if (request.floor === "none") await ensureLevels(manager, demand.map(withLevelId))
  const claim = await tryClaim(manager, demand, "shelf")
  if (!claim.ok) {
    await eraseReservations(manager, { ids: inserted })
    return { ok: false, short: claim.short }
  }
  announce(service, "created", "reservation_item", wanted, context)
  announce(service, "updated", "inventory_level", claim.levels, context)
  return { ok: true, already: false }
}

function readRequest(request: ReserveSold): NewReservation[] {
  refuseMoreThan(1000, "reservations", request.reservations.length)
  const ids = new Set(request.reservations.map((reservation) => reservation.id))
  if (ids.size < request.reservations.length) throw invalid("Two reservations share an id. Give each its own.")
  checkLines(request.reservations.map(asCore), ["id", "inventory_item_id", "location_id", "line_item_id"])
  return request.reservations.map((reservation) => ({
    id: reservation.id,
    item: reservation.inventoryItemId,
    location: reservation.locationId,
    quantity: readSold(reservation.quantity),
    line_item_id: reservation.lineItemId,
    external_id: reservation.externalId ?? null,
    description: reservation.description ?? null,
    allow_backorder: request.floor === "none",
  }))
}

const asCore = (sold: ReserveSold["reservations"][number]) => ({
  id: sold.id,
  inventory_item_id: sold.inventoryItemId,
  location_id: sold.locationId,
  line_item_id: sold.lineItemId,
  external_id: sold.externalId,
  description: sold.description,
})

function readSold(quantity: number): string {
  const sold = readQuantity(quantity, "A sold quantity")
  if (MathBN.eq(sold, 0))
    throw invalid("A sold quantity must be above zero. Leave out lines of which nothing was sold.")
  return sold
}

/** A repetition changes nothing. The same id for another line or item is a mistake that must not pass for one. */
async function repeated(
  wanted: readonly NewReservation[],
  inserted: readonly string[],
  context: InventoryContext
): Promise<ReserveSoldOutcome> {
  const known = await readReservationKeys(
    transactionOf(context),
    wanted.map((row) => row.id)
  )
  const byId = new Map(known.map((row) => [row.id, row]))
  const isSame = (row: NewReservation) => {
    const stored = byId.get(row.id)
    return stored?.item === row.item && stored.line_item_id === row.line_item_id
  }
  const others = wanted.filter((row) => !isSame(row)).map((row) => row.id)
  if (others.length > 0) {
    throw invalid(`Reservation ids ${others.join(", ")} stand for another line or item. Use ids of their own.`)
  }
  if (inserted.length > 0) {
    throw invalid(`Some of these reservations exist, but not ${inserted.join(", ")}. Repeat a call with all its ids.`)
  }
  return { ok: true, already: true }
}

const withLevelId = (pair: Demand) => ({
  id: generateEntityId(undefined, "ilev"),
  item: pair.item,
  location: pair.location,
})

const invalid = (message: string) => new MedusaError(MedusaError.Types.INVALID_DATA, message)
