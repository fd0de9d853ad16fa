import { MedusaError } from "@medusajs/framework/utils"
import { lowerParts } from "../../domain/channels/lower-parts"
import { indexShelves } from "../../domain/channels/place-promise"
import { planOrderImport, type Demand, type Share } from "../../domain/channels/plan-order-import"
import type { AnyshelfInventory, ReserveSold } from "../../inventory/contract"
import { readHeldShares, requiredOf, type HeldShare } from "./held-shares"
import type { ImportIds } from "./import-ids"

/** What is to be reserved, in all, of things that have already been sold. */
export interface ClaimRequest {
  readonly connectionId: string
  readonly orderRef: string
  readonly number: string
  /** Each line's whole quantity that is still to leave; 0 lets go of all of it. `firstPart`: parts below it are used up. */
  readonly demands: readonly Demand[]
  readonly locationIds: readonly string[]
  readonly ids: ImportIds
}

/** Where it is reserved, and which lines no shelf has. */
export interface Claimed {
  readonly shares: readonly Share[]
  readonly oversold: readonly { readonly lineRef: string; readonly quantity: number }[]
}

/** Stock may be sold under a plan's feet so often before the sale is recorded as it stands. */
const plansMax = 5

/**
 * Makes what is reserved equal to what was sold: less is given up, more is claimed as a further part of its line. The reservations
 * are the memory: their ids are derived, so that of plans that race, or follow a crash, the first to commit wins whole and all
 * others read it back and go on from there.
 */
export async function claimStock(inventory: AnyshelfInventory, request: ClaimRequest): Promise<Claimed> {
  if (request.demands.length === 0) return { shares: [], oversold: [] }
  for (let plan = 1; plan <= plansMax + 1; plan += 1) {
    const held = await readHeld(inventory, request)
    const shares = await giveUpExcess(inventory, request, held)
    const missing = missingOf(request, shares)
    if (missing.length === 0) return { shares, oversold: await findOversold(inventory, request, shares) }
    const claimed = await tryPlan(inventory, { ...request, demands: missing }, plan >= plansMax)
    // Only when nothing was there before is the plan all there is to say; else what is there is judged as a whole.
    if (claimed && shares.length === 0) return claimed
  }
  throw new MedusaError(
    MedusaError.Types.CONFLICT,
    `Stock for the order ${request.orderRef} of ${request.connectionId} could not be claimed; it will be tried again.`
  )
}

const readHeld = (inventory: AnyshelfInventory, { demands, ids }: ClaimRequest) =>
  readHeldShares(inventory, demands, ids, Math.max(0, ...demands.map(({ firstPart = 0 }) => firstPart)))

/** Lets go of what is reserved beyond what is wanted, last part first. */
async function giveUpExcess(
  inventory: AnyshelfInventory,
  { demands }: ClaimRequest,
  held: readonly HeldShare[]
): Promise<readonly Share[]> {
  const targets = demands.flatMap(({ lineRef, quantity, components }) => {
    const own = held.filter((share) => share.lineRef === lineRef)
    const parts = own.map((share) => ({ quantity: share.quantity, gone: 0 }))
    const to = Math.min(quantity, sum(own))
    const lowered = lowerParts(parts, to) ?? parts.map((part) => part.quantity)
    return own.map((share, index) => ({ share, to: lowered[index] ?? 0, components }))
  })
  const changes = targets
    .filter(({ share, to }) => to < share.quantity)
    .flatMap(({ share, to, components }) =>
      share.reservations.map(({ id, inventoryItemId, quantity }) => ({
        id,
        quantity: to === 0 ? 0 : Math.min(quantity, to * (requiredOf(components, inventoryItemId) ?? 1)),
      }))
    )
  const empty = changes.filter(({ quantity }) => quantity === 0).map(({ id }) => id)
  const smaller = changes.filter(({ quantity }) => quantity > 0)
  if (empty.length > 0) await inventory.deleteReservationItems(empty)
  if (smaller.length > 0) await inventory.updateReservationItems(smaller)
  return targets.flatMap(({ share: { lineRef, part, locationId }, to }) =>
    to > 0 ? [{ lineRef, part, locationId, quantity: to }] : []
  )
}

function missingOf({ demands }: ClaimRequest, shares: readonly Share[]): Demand[] {
  return demands.flatMap((demand) => {
    const own = shares.filter(({ lineRef }) => lineRef === demand.lineRef)
    const quantity = demand.quantity - sum(own)
    const firstPart = Math.max(demand.firstPart ?? 0, ...own.map(({ part }) => part + 1))
    return quantity > 0 ? [{ ...demand, quantity, firstPart }] : []
  })
}

/** Null when the stock had moved on, or another try for this order was faster. */
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
    if (error instanceof MedusaError && error.type === MedusaError.Types.INVALID_DATA && (await isHeld())) return null
    throw error
  }
  async function isHeld(): Promise<boolean> {
    const taken = new Set(
      (await readHeld(inventory, request)).flatMap((share) => share.reservations.map(({ id }) => id))
    )
    return reservations.some(({ id }) => taken.has(id))
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

async function readShelves(inventory: AnyshelfInventory, { demands, locationIds }: ClaimRequest, also: string[] = []) {
  const all = [...locationIds, ...demands.flatMap((demand) => demand.locationIds ?? []), ...also]
  const { stock } = await inventory.readStock({ inventoryItemIds: itemsOf(demands), locationIds: [...new Set(all)] })
  return indexShelves(stock)
}

/** A line is oversold when its shelf has promised more than it holds; which of its orders is the last cannot be told. */
async function findOversold(
  inventory: AnyshelfInventory,
  request: ClaimRequest,
  shares: readonly Share[]
): Promise<Claimed["oversold"]> {
  if (shares.length === 0) return []
  const shelfAt = await readShelves(
    inventory,
    request,
    shares.map(({ locationId }) => locationId)
  )
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

const sum = (shares: readonly Share[]) => shares.reduce((total, { quantity }) => total + quantity, 0)
