import type { AnyshelfInventory } from "../../inventory/contract"
import type ChannelsService from "../../modules/channels/service"
import type { AdjustOrderInput } from "./adjust-order"

/** Units that one of our lines is to carry from now on. */
export interface Target {
  /** The channel's line that it is a part of. */
  readonly lineRef: string
  readonly lineItemId: string
  readonly from: number
  readonly to: number
}

/** How many of a stock item one unit of a line takes; undefined when its listing is known no more. */
export type RequiredBy = (lineRef: string, inventoryItemId: string) => number | undefined

/** Reads it line by line: a single and a pack of three may be of one stock item. */
export async function readRequired(channels: ChannelsService, input: AdjustOrderInput): Promise<RequiredBy> {
  const refs = input.order.lines.flatMap(({ listingRef }) => listingRef ?? [])
  const matches = await channels.readListingMatches(input.connectionId, refs)
  return (lineRef, inventoryItemId) => {
    const listingRef = input.order.lines.find(({ ref }) => ref === lineRef)?.listingRef
    const components = matches.find(({ externalId }) => externalId === listingRef)?.components
    return components?.find((each) => each.inventoryItemId === inventoryItemId)?.requiredQuantity
  }
}

/**
 * Sets what is reserved to what the lines want, in absolute numbers: a repeat changes nothing more. What a unit takes may be
 * known no more; then all is kept until nothing is wanted, since a unit held too long is better than one sold twice.
 */
export async function lowerReservations(
  inventory: AnyshelfInventory,
  targets: readonly Target[],
  required: RequiredBy
): Promise<void> {
  const rows = await inventory.listReservationItems(
    { line_item_id: targets.map(({ lineItemId }) => lineItemId) },
    { select: ["id", "line_item_id", "inventory_item_id", "quantity"], take: 10_000 }
  )
  const wanted = rows.flatMap((row) => {
    const target = targets.find(({ lineItemId }) => lineItemId === row.line_item_id)
    if (!target) return []
    const quantity = target.to === 0 ? 0 : target.to * (required(target.lineRef, row.inventory_item_id) ?? Infinity)
    return quantity < Number(row.quantity) ? [{ id: row.id, quantity }] : []
  })
  const empty = wanted.filter(({ quantity }) => quantity === 0).map(({ id }) => id)
  const smaller = wanted.filter(({ quantity }) => quantity > 0)
  if (empty.length > 0) await inventory.deleteReservationItems(empty)
  if (smaller.length > 0) await inventory.updateReservationItems(smaller)
}
