import type { HistoryAnswer, MovementsPage } from "../../api/admin/anyshelf/movements/types"
import { medusa, timeoutMs } from "./api"
import { inTime } from "./in-time"

/** How many movements a page holds. */
const pageSize = 20
/** How many stock items a search offers. */
const itemsMax = 8

/** Which part of the ledger; empty for all of it. */
export interface HistoryPlace {
  readonly itemId: string
  readonly locationId: string
}

/** A stock item as Medusa's own list gives it. */
export interface FoundItem {
  readonly id: string
  readonly sku: string | null
  readonly title: string | null
}

/** A page of movements, newest first. Rejects with the SDK's `FetchError`, or a `TimeoutError`. */
export function readMovements(place: HistoryPlace, after: string | null, signal: AbortSignal): Promise<MovementsPage> {
  const query = {
    inventory_item_id: place.itemId || undefined,
    location_id: place.locationId || undefined,
    limit: pageSize,
    after: after ?? undefined,
  }
  return ask("/admin/anyshelf/movements", query, signal)
}

/** How stock went since an instant. Rejects as `readMovements` does. */
export function readHistory(place: HistoryPlace, from: Date, signal: AbortSignal): Promise<HistoryAnswer> {
  const query = { inventory_item_id: place.itemId, location_id: place.locationId, from: from.toISOString() }
  return ask("/admin/anyshelf/movements/history", query, signal)
}

/** Stock items whose SKU or title matches. Rejects as `readMovements` does. */
export async function searchItems(q: string, signal: AbortSignal): Promise<FoundItem[]> {
  const query = { q, limit: itemsMax, fields: "id,sku,title" }
  const answer = await ask<{ inventory_items: FoundItem[] }>("/admin/inventory-items", query, signal)
  return answer.inventory_items
}

function ask<T>(path: string, query: Record<string, unknown>, signal: AbortSignal): Promise<T> {
  return inTime({ timeoutMs, signal }, (either) => medusa.client.fetch<T>(path, { query, signal: either }))
}
