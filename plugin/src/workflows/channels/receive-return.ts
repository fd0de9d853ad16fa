import type { MedusaContainer } from "@medusajs/framework/types"
import { ChangeActionType, Modules, ReturnStatus } from "@medusajs/framework/utils"
import { planReceipt, type CameBack, type Returnable, type ReturnedUnits } from "../../domain/channels/return-plan"
import type { AnyshelfInventory } from "../../inventory/contract"
import { channelsModule } from "../../modules/channels"
import type ChannelsService from "../../modules/channels/service"
import { changeOnce, type KeyedChange } from "./change-order"
import { digest, importIds } from "./import-ids"
import { readOurOrder } from "./our-order"
import type { FollowReturnInput } from "./types"

/** From what had come back to what has come back now: names this one receipt for ever. */
interface Receipt {
  readonly before: CameBack
  readonly now: CameBack
  /** What our return is of. */
  readonly items: readonly Returnable[]
}

/**
 * Receives what came back since the last time: the order, the return, the shelf. Everything is under an id that is derived from the
 * two totals, so that a receipt that was cut off is finished and none is made twice.
 */
export async function receiveUnits(
  container: MedusaContainer,
  input: FollowReturnInput,
  { before, now, items }: Receipt
): Promise<void> {
  const units = planReceipt(items, before, now)
  const { connectionId, order, returned } = input
  const ids = importIds(connectionId, order.ref)
  const key = `${returned.ref}:${digest([JSON.stringify([before, now])])}`
  const orders = container.resolve(Modules.ORDER)
  await changeOnce(orders, {
    id: ids.changeId(`receive:${key}`),
    orderId: ids.orderId,
    description: `Received on ${connectionId}`,
    connectionId,
    type: "return_receive",
    returnId: ids.returnId(returned.ref),
    actions: units.flatMap((each) => toActions(each, ids.returnId(returned.ref))),
  })
  await restock(container, input, key, units)
  await saveTotals(container, input, items, now)
}

/** Medusa's `damaged` are the units that go to no shelf. */
function toActions({ itemId, quantity, restocked }: ReturnedUnits, returnId: string): KeyedChange["actions"] {
  const toShelf = Math.min(quantity, restocked)
  const parts = [
    { action: ChangeActionType.RECEIVE_RETURN_ITEM, units: toShelf },
    { action: ChangeActionType.RECEIVE_DAMAGED_RETURN_ITEM, units: quantity - toShelf },
  ]
  return parts
    .filter(({ units }) => units > 0)
    .map(({ action, units }) => ({
      action,
      reference: "return",
      reference_id: returnId,
      details: { reference_id: itemId, quantity: units },
    }))
}

/** Puts units on our shelf at the place that took them, each receipt once: supply of one id is received once. */
async function restock(
  container: MedusaContainer,
  input: FollowReturnInput,
  key: string,
  units: readonly ReturnedUnits[]
): Promise<void> {
  const goods = units.filter(({ restocked }) => restocked > 0)
  if (goods.length === 0) return
  const { connectionId, order } = input
  const inventory = container.resolve<AnyshelfInventory>(Modules.INVENTORY)
  const ids = importIds(connectionId, order.ref)
  const supplies = (await componentsOf(container, input, goods)).map(
    ({ inventoryItemId, locationId, quantity, of }) => ({
      id: ids.supplyId(`${key}:${of}:${inventoryItemId}`),
      inventoryItemId,
      locationId,
      quantity,
      expectedAt: new Date(input.returned.updatedAt),
      sourceId: `${connectionId}:${input.returned.ref}`,
    })
  )
  const cause = {
    cause: "channel-return",
    causeId: ids.orderId,
    actor: connectionId,
    kind: "returned" as const,
    reason: `return on ${connectionId}`,
  }
  await inventory.withCause(cause, async () => {
    for (const supply of supplies) await putOnShelf(inventory, supply)
  })
}

async function putOnShelf(
  inventory: AnyshelfInventory,
  supply: Parameters<AnyshelfInventory["expectSupply"]>[0][number]
): Promise<void> {
  const expected = await inventory.expectSupply([supply])
  // `closed`: it was received by a try that was cut off after it.
  if (!expected.ok && expected.reason !== "closed") throw new Error(expected.message)
  const received = await inventory.receiveSupply({ id: supply.id })
  if (!received.ok) throw new Error(received.message)
}

async function componentsOf(container: MedusaContainer, input: FollowReturnInput, goods: readonly ReturnedUnits[]) {
  const { connectionId, order, returned, places, locationIds } = input
  const channels = container.resolve<ChannelsService>(channelsModule)
  const listings = new Map(order.lines.map(({ ref, listingRef }) => [ref, listingRef]))
  const refs = goods.flatMap(({ lineRef }) => listings.get(lineRef) ?? [])
  const matches = await channels.readListingMatches(connectionId, refs)
  const ours = await readOurOrder(container.resolve(Modules.ORDER), importIds(connectionId, order.ref).orderId)
  const near = returned.locationRef === null ? undefined : places[returned.locationRef]?.[0]
  return goods.flatMap(({ itemId, lineRef, restocked }) => {
    const from = ours?.items.find(({ id }) => id === itemId)?.locationId
    const locationId = near ?? from ?? locationIds[0] ?? ""
    const match = matches.find(({ externalId }) => externalId === listings.get(lineRef))
    return (match?.components ?? []).map(({ inventoryItemId, requiredQuantity }) => ({
      inventoryItemId,
      locationId,
      quantity: restocked * requiredQuantity,
      of: itemId,
    }))
  })
}

/** What Medusa's return shows of it, in absolute numbers. */
async function saveTotals(
  container: MedusaContainer,
  { connectionId, order, returned }: FollowReturnInput,
  items: readonly Returnable[],
  now: CameBack
): Promise<void> {
  const ids = importIds(connectionId, order.ref)
  const orders = container.resolve(Modules.ORDER)
  const totals = planReceipt(items, {}, now)
  const updates = totals.map(({ itemId, quantity, restocked }) => ({
    id: ids.returnItemId(returned.ref, itemId),
    received_quantity: quantity,
    damaged_quantity: Math.max(0, quantity - restocked),
  }))
  // The module has this, as for each of its tables; its interface leaves it out.
  const { updateReturnItems } = orders as unknown as { updateReturnItems(updates: object[]): Promise<unknown> }
  if (updates.length > 0) await updateReturnItems.call(orders, updates)
  const received = totals.reduce((sum, { quantity }) => sum + quantity, 0)
  const isWhole = received >= items.reduce((sum, { quantity }) => sum + quantity, 0)
  const status = isWhole
    ? ReturnStatus.RECEIVED
    : received > 0
      ? ReturnStatus.PARTIALLY_RECEIVED
      : ReturnStatus.REQUESTED
  const data = { status, ...(isWhole && { received_at: new Date(returned.updatedAt) }) }
  await orders.updateReturns([{ selector: { id: ids.returnId(returned.ref) }, data }] as never)
}
