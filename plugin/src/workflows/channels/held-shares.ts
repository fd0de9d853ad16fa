import type { Component } from "../../domain/channels/publication"
import type { Share } from "../../domain/channels/plan-order-import"
import type { AnyshelfInventory } from "../../inventory/contract"
import type { ImportIds } from "./import-ids"

/** A share that is reserved, by which reservations. */
export interface HeldShare extends Share {
  readonly reservations: readonly { readonly id: string; readonly inventoryItemId: string; readonly quantity: number }[]
}

/** What is read at a time, and after how many that are empty the reading ends. */
const blockOf = 16
/** No line has more parts than this. */
const partsMax = 208

interface Row {
  readonly id: string
  readonly line_item_id?: string | null
  readonly inventory_item_id: string
  readonly location_id: string
  readonly quantity: unknown
}

/**
 * Which shares of lines are reserved now. The reservations themselves are the memory: their line items' ids are derived, so that
 * they are found whichever locations were mapped when they were made.
 *
 * @param through - the highest part that may exist by what the order carries, beyond which parts follow each other without gaps
 */
export async function readHeldShares(
  inventory: AnyshelfInventory,
  lines: readonly { readonly lineRef: string; readonly components: readonly Component[] }[],
  ids: ImportIds,
  through: number
): Promise<HeldShare[]> {
  const shares: HeldShare[] = []
  for (let first = 0; first < partsMax && lines.length > 0; first += blockOf) {
    const parts = Array.from({ length: blockOf }, (_none, index) => first + index)
    const asked = lines.flatMap((line) =>
      parts.map((part) => ({ ...line, part, lineItemId: ids.lineItemId(line.lineRef, part) }))
    )
    const rows = await readRows(inventory, asked)
    shares.push(...asked.flatMap((each) => toShare(each, rows.get(each.lineItemId)) ?? []))
    if (rows.size === 0 && first + blockOf > through) break
  }
  return shares
}

/** Line items with their reservations; a thousand components of one line nobody has. */
async function readRows(inventory: AnyshelfInventory, asked: readonly { lineItemId: string }[]) {
  const rows: readonly Row[] = await inventory.listReservationItems(
    { line_item_id: asked.map(({ lineItemId }) => lineItemId) },
    { take: 10_000, select: ["id", "line_item_id", "inventory_item_id", "location_id", "quantity"] }
  )
  const byLine = new Map<string, Row[]>()
  for (const row of rows) byLine.set(row.line_item_id ?? "", [...(byLine.get(row.line_item_id ?? "") ?? []), row])
  return byLine
}

interface Asked {
  readonly lineRef: string
  readonly part: number
  readonly components: readonly Component[]
}

/** The units that its reservations are for. A component that the listing no longer has counts one for one: nothing is lost. */
function toShare({ lineRef, part, components }: Asked, rows: readonly Row[] = []): HeldShare | null {
  const [first] = rows
  if (!first) return null
  const known = rows.find((row) => requiredOf(components, row.inventory_item_id) !== undefined) ?? first
  const quantity = Number(known.quantity) / (requiredOf(components, known.inventory_item_id) ?? 1)
  const reservations = rows.map((row) => ({
    id: row.id,
    inventoryItemId: row.inventory_item_id,
    quantity: Number(row.quantity),
  }))
  return { lineRef, part, locationId: first.location_id, quantity, reservations }
}

export const requiredOf = (components: readonly Component[], inventoryItemId: string) =>
  components.find((each) => each.inventoryItemId === inventoryItemId)?.requiredQuantity
