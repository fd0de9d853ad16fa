import type { Result, StockCommand } from "@anyshelf/connector-kit"
import type { InventoryQuantityInput } from "../generated/admin"
import { isGid } from "../gid"
import { keyOf } from "./idempotency-key"

/** The most a shop may be said to have of one article at one place: Shopify's own bound. */
const QUANTITY_MAX = 1_000_000_000

/**
 * The idempotency key of one call: the same commands in the same order give the same key, so that Shopify answers a
 * repetition as it did the first time. A call carries one key for all its rows, and rows are rearranged between calls;
 * whoever repeats a row in other company is held by compare-and-set instead.
 * @param attempt rises where Shopify asks for a new key.
 */
export function callKey(commands: readonly StockCommand[], attempt: number): string {
  const rows = commands.map(({ key, stockRef, locationRef, quantity, expected }) => [
    key,
    stockRef,
    locationRef,
    quantity,
    expected,
  ])
  return keyOf(rows, attempt)
}

/** `changeFromQuantity` must be there, be it null: since 2026-04 Shopify refuses a row that leaves it out. */
export const toRow = ({ stockRef, locationRef, quantity, expected }: StockCommand): InventoryQuantityInput => ({
  inventoryItemId: stockRef,
  locationId: locationRef,
  quantity,
  changeFromQuantity: expected,
})

/** Commands for one article at one place must not share a call, and keep their order: the first of each pair, then the rest. */
export function distinctPairs(commands: readonly StockCommand[]): { now: StockCommand[]; later: StockCommand[] } {
  const seen = new Set<string>()
  const now: StockCommand[] = []
  const later: StockCommand[] = []
  for (const command of commands) {
    const pair = `${command.stockRef}@${command.locationRef}`
    ;(seen.has(pair) ? later : now).push(command)
    seen.add(pair)
  }
  return { now, later }
}

/** What can be refused without asking; null for a command worth sending. One malformed id would fail its whole call. */
export function refuseEarly({ key, stockRef, locationRef, quantity }: StockCommand): Result | null {
  const refuse = (code: string, message: string): Result => ({ key, status: "rejected", code, message })
  if (!isGid("InventoryItem", stockRef))
    return refuse("INVALID_INVENTORY_ITEM", `"${stockRef}" is not an inventory item's id.`)
  if (!isGid("Location", locationRef)) return refuse("INVALID_LOCATION", `"${locationRef}" is not a location's id.`)
  if (!Number.isInteger(quantity) || quantity < 0 || quantity > QUANTITY_MAX) {
    return refuse("INVALID_QUANTITY", `${quantity} is not a whole number from 0 to ${QUANTITY_MAX}.`)
  }
  return null
}
