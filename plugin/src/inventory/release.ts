import { MedusaError } from "@medusajs/framework/utils"
import { claimOrThrow, tryClaim } from "./claim"
import { restorePools } from "./claims/restore-pools"
import type { CoreInventory, InventoryContext } from "./core"
import { sumDemand, type Claim } from "./demand"
import { lastDeletedOf, releaseInside, takeReleasedPools } from "./queries/holds"
import {
  markBackordered,
  reviveReservations,
  type ReservationFilter,
  type ReservationRow,
} from "./queries/reservations"
import { isId } from "./storable"
import { announce, transactionOf } from "./transaction"

/**
 * Deletes reservations and gives their stock back, pool-scoped ones of the same ids and order lines included. Safe to repeat
 * and to race: stock is given back for the rows that this call itself deleted, never for rows it has only seen. A level that
 * is gone takes nothing back. By location only what is bound to it goes: other places may still serve a pool.
 */
export async function release(
  service: CoreInventory,
  filter: ReservationFilter,
  how: "soft" | "for-good",
  context: InventoryContext
): Promise<void> {
  const { reservations, levels } = await releaseInside(transactionOf(context), filter, how === "for-good")
  announce(service, "deleted", "reservation_item", reservations.map(withId), context)
  announce(service, "updated", "inventory_level", levels.map(withId), context)
}

const withId = (id: string) => ({ id })

/**
 * Brings soft-deleted reservations back by claiming their stock again, safety stock included; pool-scoped ones return to their
 * pool.
 *
 * When their units have been claimed by others meanwhile, the caller decides: a direct call is refused with NOT_ALLOWED
 * / INSUFFICIENT_INVENTORY. A workflow calls this only to undo (core never restores otherwise), and an undo that fails
 * leaves an order without any claim; there the reservation returns as an explicit back-order. Core's fulfilment needs
 * that too: its undo restores the reservation before it puts the stock back on the shelf.
 */
export async function restore(
  service: CoreInventory,
  filter: ReservationFilter,
  context: InventoryContext
): Promise<void> {
  const manager = transactionOf(context)
  const isUndo = context.transactionId !== undefined
  const lastDeleted = await lastDeletedOf(manager, filter.lineItemIds ?? [])
  const revived = await reviveReservations(manager, filter)
  const firm = await tryClaim(manager, sumDemand(revived.map(asClaim)), "shelf")
  const levels = firm.ok ? firm.levels : await restoreAsBackorder(revived, isUndo, firm.short, context)
  await restorePools(manager, await takeReleasedPools(manager, filter, lastDeleted), isUndo)
  announce(service, "restored", "reservation_item", revived, context)
  announce(service, "updated", "inventory_level", levels, context)
}

async function restoreAsBackorder(
  revived: readonly ReservationRow[],
  isUndo: boolean,
  short: readonly { inventoryItemId: string; locationId: string }[],
  context: InventoryContext
) {
  const manager = transactionOf(context)
  if (!isUndo) return claimOrThrow(manager, sumDemand(revived.map(asClaim)), "shelf")
  const isShort = (row: ReservationRow) =>
    short.some((pair) => pair.inventoryItemId === row.item && pair.locationId === row.location)
  await markBackordered(
    manager,
    revived.filter(isShort).map((row) => row.id)
  )
  const claims = revived.map((row) => ({ ...asClaim(row), backorder: row.allow_backorder || isShort(row) }))
  return claimOrThrow(manager, sumDemand(claims), "shelf")
}

const asClaim = (row: ReservationRow): Claim => ({
  item: row.item,
  location: row.location,
  quantity: row.quantity,
  backorder: row.allow_backorder,
})

/** One id or several, as core's methods take them. */
export const idList = (ids: string | readonly string[]): string[] => {
  const list = typeof ids === "string" ? [ids] : [...ids]
  if (list.every(isId)) return list
  throw new MedusaError(
    MedusaError.Types.INVALID_DATA,
    "An id is missing or is none: send the ids of what is to be changed."
  )
}
