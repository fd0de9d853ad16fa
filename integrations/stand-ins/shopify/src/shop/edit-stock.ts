import { activateLevel, applyMovements } from "./levels"
import { findLocation, findVariant } from "./lookup"
import type { LevelRecord } from "./records"
import { isRefusal, refuse, type Refusal } from "./refusal"
import type { StockEdit } from "./sale"
import type { ShopStore } from "./store"

/** What a member of staff does in Shopify's admin: says how many there are. */
export function editStock(store: ShopStore, edit: StockEdit): LevelRecord | Refusal {
  const variant = findVariant(store, edit)
  if (isRefusal(variant)) return variant
  const place = findLocation(store, edit.locationId ?? store.locations.all()[0]?.id ?? 0)
  if (isRefusal(place)) return place
  const asked = edit.available ?? edit.delta
  if (!Number.isInteger(asked)) return refuse("invalid", "give `available` or `delta` as a whole number")
  const level = activateLevel(store, variant.inventoryItemId, place.id)
  const delta = edit.available === undefined ? (edit.delta as number) : edit.available - level.quantities.available
  applyMovements(store, [{ level, deltas: { available: delta } }], { reason: "correction", referenceDocumentUri: null })
  return level
}
