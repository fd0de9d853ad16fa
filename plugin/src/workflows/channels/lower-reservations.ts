import type { AnyshelfInventory } from "../../inventory/contract"
import type ChannelsService from "../../modules/channels/service"
import type { AdjustOrderInput } from "./adjust-order"

/** Units that one of our lines is to carry from now on. */
export interface Target {
  readonly lineItemId: string
  readonly from: number
  readonly to: number
}

/** How many of a stock item one unit takes, by item. */
export async function readRequired(
  channels: ChannelsService,
  input: AdjustOrderInput
): Promise<ReadonlyMap<string, number>> {
  const refs = input.order.lines.flatMap(({ listingRef }) => listingRef ?? [])
  const matches = await channels.readListingMatches(input.connectionId, refs)
  const components = matches.flatMap((match) => match.components)
  return new Map(components.map(({ inventoryItemId, requiredQuantity }) => [inventoryItemId, requiredQuantity]))
}

/** Sets what is reserved to what the lines want, in absolute numbers: a repeat changes nothing more. */
export async function lowerReservations(
  inventory: AnyshelfInventory,
  targets: readonly Target[],
  required: ReadonlyMap<string, number>
): Promise<void> {
  const rows = await inventory.listReservationItems(
    { line_item_id: targets.map(({ lineItemId }) => lineItemId) },
    { select: ["id", "line_item_id", "inventory_item_id", "quantity"], take: 10_000 }
  )
  const wanted = rows.flatMap((row) => {
    const target = targets.find(({ lineItemId }) => lineItemId === row.line_item_id)
    const quantity = (target?.to ?? 0) * (required.get(row.inventory_item_id) ?? 1)
    return target && quantity < Number(row.quantity) ? [{ id: row.id, quantity }] : []
  })
  const empty = wanted.filter(({ quantity }) => quantity === 0).map(({ id }) => id)
  const smaller = wanted.filter(({ quantity }) => quantity > 0)
  if (empty.length > 0) await inventory.deleteReservationItems(empty)
  if (smaller.length > 0) await inventory.updateReservationItems(smaller)
}
