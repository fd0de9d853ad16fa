import { MedusaError } from "@medusajs/framework/utils"
import { indexShelves } from "../../domain/channels/place-promise"
import { planOrderImport, type Demand, type Share } from "../../domain/channels/plan-order-import"
import type { AnyshelfInventory, ReserveSold } from "../../inventory/contract"
import type { ImportIds } from "./import-ids"

/** What is to be claimed for an order that has already been sold. */
export interface ClaimRequest {
  readonly connectionId: string
  readonly orderRef: string
  readonly number: string
  readonly demands: readonly Demand[]
  readonly locationIds: readonly string[]
  readonly ids: ImportIds
}

/** Where it was claimed, and which lines no shelf has. */
export interface Claimed {
  readonly shares: readonly Share[]
  readonly oversold: readonly { readonly lineRef: string; readonly quantity: number }[]
}

/** Stock may be sold under a plan's feet so often before the sale is recorded as it stands. */
const plansMax = 5

/**
 * Claims stock for a sold order, once. The reservations themselves are the memory of the plan: their ids are the same for
 * every plan's first part, so that of plans that race, or follow a crash, the first to commit wins whole and all others
 * read it back.
 */
export async function claimStock(inventory: AnyshelfInventory, request: ClaimRequest): Promise<Claimed> {
  if (request.demands.length === 0) return { shares: [], oversold: [] }
  for (let plan = 1; plan <= plansMax; plan += 1) {
    const before = await readBack(inventory, request)
    if (before) return before
    const claimed = await tryPlan(inventory, request, plan === plansMax)
    if (claimed) return claimed
  }
  const late = await readBack(inventory, request)
  if (late) return late
  throw new MedusaError(
    MedusaError.Types.CONFLICT,
    `Stock for the order ${request.orderRef} of ${request.connectionId} could not be claimed; it will be tried again.`
  )
}

/** Null when the stock had moved on, or another import of this order was faster. */
async function tryPlan(
  inventory: AnyshelfInventory,
  request: ClaimRequest,
  asItStands: boolean
): Promise<Claimed | null> {
  const plan = planOrderImport(request.demands, request.locationIds, await readShelves(inventory, request))
  const floor = asItStands || plan.oversold.length > 0 ? "none" : "shelf"
  const reservations = plan.shares.flatMap((share) => toReservations(share, request))
  try {
    const outcome = await inventory.reserveSold({ reservations, floor })
    return outcome.ok && !outcome.already ? plan : null
  } catch (error) {
    // Ids that exist in part belong to another plan of this order, which reading back will find.
    if (
      error instanceof MedusaError &&
      error.type === MedusaError.Types.INVALID_DATA &&
      (await readBack(inventory, request))
    )
      return null
    throw error
  }
}

function toReservations(share: Share, request: ClaimRequest): ReserveSold["reservations"] {
  const { ids, demands, number, connectionId, orderRef } = request
  const demand = demands.find(({ lineRef }) => lineRef === share.lineRef)
  return (demand?.components ?? []).map(({ inventoryItemId, requiredQuantity }) => ({
    id: ids.reservationId(share.lineRef, share.part, inventoryItemId),
    inventoryItemId,
    locationId: share.locationId,
    quantity: share.quantity * requiredQuantity,
    lineItemId: ids.lineItemId(share.lineRef, share.part),
    externalId: `${connectionId}:${orderRef}`,
    description: `${number} on ${connectionId}`,
  }))
}

async function readShelves(inventory: AnyshelfInventory, { demands, locationIds }: ClaimRequest) {
  const inventoryItemIds = itemsOf(demands)
  const { stock } = await inventory.readStock({ inventoryItemIds, locationIds })
  return indexShelves(stock)
}

/** What an earlier import of this very order has claimed. Null when nothing is claimed. */
async function readBack(inventory: AnyshelfInventory, request: ClaimRequest): Promise<Claimed | null> {
  const { demands, locationIds, ids } = request
  const possible = demands.flatMap((demand) =>
    locationIds.map((_location, part) => ({ demand, part, lineItemId: ids.lineItemId(demand.lineRef, part) }))
  )
  const rows = await inventory.listReservationItems(
    { line_item_id: possible.map(({ lineItemId }) => lineItemId) },
    { take: possible.length * 10, select: ["id", "line_item_id", "inventory_item_id", "location_id", "quantity"] }
  )
  if (rows.length === 0) return null
  const shares = possible.flatMap(({ demand, part, lineItemId }): Share[] => {
    const row = rows.find((each) => each.line_item_id === lineItemId)
    const required = demand.components.find((each) => each.inventoryItemId === row?.inventory_item_id)?.requiredQuantity
    if (!row || !required) return []
    return [{ lineRef: demand.lineRef, part, locationId: row.location_id, quantity: Number(row.quantity) / required }]
  })
  return { shares, oversold: await findOversold(inventory, request, shares) }
}

/** A line is oversold when its shelf has promised more than it holds; which of its orders is the last cannot be told. */
async function findOversold(
  inventory: AnyshelfInventory,
  request: ClaimRequest,
  shares: readonly Share[]
): Promise<Claimed["oversold"]> {
  const shelfAt = await readShelves(inventory, request)
  return shares.flatMap(({ lineRef, locationId, quantity }) => {
    const components = request.demands.find((demand) => demand.lineRef === lineRef)?.components ?? []
    const missing = components.map(({ inventoryItemId, requiredQuantity }) => {
      const shelf = shelfAt(inventoryItemId, locationId)
      return shelf ? Math.ceil((shelf.reserved - shelf.onHand) / requiredQuantity) : quantity
    })
    const worst = Math.min(quantity, Math.max(0, ...missing))
    return worst > 0 ? [{ lineRef, quantity: worst }] : []
  })
}

const itemsOf = (demands: readonly Demand[]) => [
  ...new Set(demands.flatMap(({ components }) => components.map((each) => each.inventoryItemId))),
]
