import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import type { AnyshelfInventory, MovementKind, Shortage } from "../../inventory/contract"
import { channelsModule } from "../../modules/channels"
import type ChannelsService from "../../modules/channels/service"
import { importIds } from "./import-ids"
import type { OurItem, OurOrder } from "./our-order"
import type { FollowOrderInput } from "./types"

/** Which units leave for good, and where from. */
export interface Leaving {
  readonly kind: MovementKind
  /** Our line → the place that its units left from, where that is not the one that they are reserved at. */
  readonly from: ReadonlyMap<string, string>
}

/**
 * Takes what has left by our order's lines off the shelves: of each line as much stays reserved as has not left. The numbers are
 * absolute, so that a try that was cut off is finished by the next, and a repeat takes nothing.
 */
export async function takeOffShelf(
  container: MedusaContainer,
  input: Pick<FollowOrderInput, "connectionId" | "order">,
  ours: OurOrder,
  { kind, from }: Leaving
): Promise<void> {
  const inventory = container.resolve<AnyshelfInventory>(Modules.INVENTORY)
  const items = new Map(ours.items.map((item) => [item.id, item]))
  const rows: readonly Row[] = await inventory.listReservationItems(
    { line_item_id: [...items.keys()] },
    { select: ["id", "line_item_id", "inventory_item_id", "location_id", "quantity"], take: 10_000 }
  )
  const reservations = keptOf(rows, items, await readRequired(container, input))
  if (reservations.length === 0) return
  const { connectionId, order } = input
  const cause = {
    cause: "channel-order",
    causeId: importIds(connectionId, order.ref).orderId,
    actor: connectionId,
    kind,
  }
  const { short } = await inventory.withCause(cause, async () => {
    await moveWhatLeftElsewhere(inventory, rows, reservations, from)
    return inventory.handOver({ reservations })
  })
  if (short.length > 0) await askToCount(container, input, short)
}

interface Row {
  readonly id: string
  readonly line_item_id?: string | null
  readonly inventory_item_id: string
  readonly location_id: string
  readonly quantity: unknown
}

interface Kept {
  readonly id: string
  readonly keep: number
}

type RequiredBy = (lineRef: string | null, inventoryItemId: string) => number | undefined

/** How many of a stock item one unit of a line takes: a single and a pack of three may be of one stock item. */
async function readRequired(
  container: MedusaContainer,
  { connectionId, order }: Pick<FollowOrderInput, "connectionId" | "order">
): Promise<RequiredBy> {
  const channels = container.resolve<ChannelsService>(channelsModule)
  const refs = order.lines.flatMap(({ listingRef }) => listingRef ?? [])
  const matches = await channels.readListingMatches(connectionId, refs)
  return (lineRef, inventoryItemId) => {
    const listingRef = order.lines.find(({ ref }) => ref === lineRef)?.listingRef
    const components = matches.find(({ externalId }) => externalId === listingRef)?.components
    return components?.find((each) => each.inventoryItemId === inventoryItemId)?.requiredQuantity
  }
}

/** Where it is not known any more what a unit takes, all stays reserved until nothing is left to leave. */
function keptOf(rows: readonly Row[], items: ReadonlyMap<string, OurItem>, required: RequiredBy): Kept[] {
  return rows.flatMap((row): Kept[] => {
    const item = items.get(row.line_item_id ?? "")
    if (!item) return []
    const rest = item.quantity - item.left
    const keep = rest === 0 ? 0 : rest * (required(item.lineRef, row.inventory_item_id) ?? Infinity)
    return keep < Number(row.quantity) ? [{ id: row.id, keep }] : []
  })
}

/** Goods that left another place than they were reserved at: the claim goes there first, so that the right shelf has one less. */
async function moveWhatLeftElsewhere(
  inventory: AnyshelfInventory,
  rows: readonly Row[],
  kept: readonly Kept[],
  from: ReadonlyMap<string, string>
): Promise<void> {
  const ended = new Set(kept.filter(({ keep }) => keep === 0).map(({ id }) => id))
  for (const row of rows.filter(({ id }) => ended.has(id))) {
    const place = from.get(row.line_item_id ?? "")
    if (place === undefined || place === row.location_id) continue
    const levels = await inventory.listInventoryLevels(
      { inventory_item_id: row.inventory_item_id, location_id: place },
      { select: ["id"], take: 1 }
    )
    // A place that has never carried it cannot have sent it, whatever the channel says: it leaves where it is reserved.
    if (levels.length > 0)
      await inventory.updateReservationItems([{ id: row.id, location_id: place, allow_backorder: true } as never])
  }
}

async function askToCount(
  container: MedusaContainer,
  { connectionId, order }: Pick<FollowOrderInput, "connectionId" | "order">,
  short: readonly Shortage[]
): Promise<void> {
  const channels = container.resolve<ChannelsService>(channelsModule)
  const what = short.map(
    ({ inventoryItemId, locationId, wanted, available }) =>
      `${inventoryItemId} at ${locationId} (${wanted} left, ${available} were there)`
  )
  const reason = `More left for the order ${order.number} than the shelf held: ${what.join(", ")}. Count these shelves.`
  await channels.openTasks([{ connectionId, kind: "order-differs", subject: `${order.ref}:shelf`, reason }])
}
