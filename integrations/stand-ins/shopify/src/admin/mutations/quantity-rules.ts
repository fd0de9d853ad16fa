import { idOf } from "../../shop/global-ids"
import type { ShopStore } from "../../shop/store"
import { VendorError } from "../errors"
import { checkInputSize } from "../input-size"

/** One thing wrong with a mutation's input, where, and in Shopify's closed words. */
export interface UserError {
  readonly code: string
  readonly field: readonly string[]
  readonly message: string
}

/** One row of a mutation that changes quantities. */
export interface Row {
  readonly inventoryItemId: string
  readonly locationId: string
  readonly changeFromQuantity?: number | null
}

/**
 * https://shopify.dev/docs/apps/build/orders-fulfillment/inventory-management-apps/manage-quantities-states
 * Each reason that an app may give for a change.
 */
const reasons = [
  "correction",
  "cycle_count_available",
  "damaged",
  "movement_canceled",
  "movement_created",
  "movement_received",
  "movement_updated",
  "other",
  "promotion",
  "quality_control",
  "received",
  "reservation_created",
  "reservation_deleted",
  "reservation_updated",
  "restock",
  "safety_stock",
  "shrinkage",
]

/**
 * Shopify refuses these as errors of the request itself, before it looks at anything else.
 * @param inputType As in Shopify's sentence: "InventoryQuantityInput".
 */
export function checkRows(store: ShopStore, rows: readonly Row[], inputType: string): void {
  if (store.keeps("input-250")) checkInputSize(rows)
  if (!store.keeps("cas-explicit") || rows.every((row) => "changeFromQuantity" in row)) return
  throw new VendorError(
    `${inputType} must include the following argument: changeFromQuantity`,
    "INVALID_FIELD_ARGUMENTS"
  )
}

export function headErrors(input: { reason: string; referenceDocumentUri?: string | null }): UserError[] {
  const errors: UserError[] = []
  if (!reasons.includes(input.reason))
    errors.push({ code: "INVALID_REASON", field: ["input", "reason"], message: "The specified reason is invalid." })
  const uri = input.referenceDocumentUri
  if (uri != null && !/^[a-z][a-z0-9+.-]*:\S+$/i.test(uri))
    errors.push({
      code: "INVALID_REFERENCE_DOCUMENT",
      field: ["input", "referenceDocumentUri"],
      message: "The specified reference document is invalid.",
    })
  return errors
}

export interface RowContext {
  readonly store: ShopStore
  /** `["input", "quantities", "3"]` */
  readonly path: readonly string[]
  /** Up to 2026-07 a place has to stock an article before its quantity can be set; since 2026-10 it need not. */
  readonly mustBeStocked: boolean
}

/**
 * What is wrong with the row's article and place; null when they exist and may be changed.
 * https://shopify.dev/changelog/removal-of-itemnotstockedatlocation-error
 */
export function placeError(row: Row, { store, path, mustBeStocked }: RowContext): UserError | null {
  const variant = store.variantByItem(idOf("InventoryItem", row.inventoryItemId) ?? 0)
  const at = (field: string) => [...path, field]
  if (!variant)
    return {
      code: "INVALID_INVENTORY_ITEM",
      field: at("inventoryItemId"),
      message: "The specified inventory item could not be found.",
    }
  const location = store.locations.get(idOf("Location", row.locationId))
  if (!location?.isActive)
    return { code: "INVALID_LOCATION", field: at("locationId"), message: "The specified location could not be found." }
  if (!variant.tracked)
    return {
      code: "NON_MUTABLE_INVENTORY_ITEM",
      field: at("inventoryItemId"),
      message: "The specified inventory item is not allowed to be adjusted via API.",
    }
  const level = store.level(variant.inventoryItemId, location.id)
  if (mustBeStocked && !level?.isActive && store.keeps("set-not-stocked"))
    return {
      code: "ITEM_NOT_STOCKED_AT_LOCATION",
      field: at("locationId"),
      message: "The specified inventory item is not stocked at the location.",
    }
  return null
}

/** Compare-and-swap: null in the row means "whatever it is". */
export function staleError(store: ShopStore, row: Row, present: number, path: readonly string[]): UserError | null {
  if (row.changeFromQuantity == null || row.changeFromQuantity === present || !store.keeps("cas-stale")) return null
  return {
    code: "CHANGE_FROM_QUANTITY_STALE",
    field: [...path, "changeFromQuantity"],
    message: "The changeFromQuantity value does not match persisted value.",
  }
}

/** What a place has of a row's quantity now; nothing where it does not stock the article yet. */
export function levelOfRow(store: ShopStore, row: Row) {
  return store.level(idOf("InventoryItem", row.inventoryItemId) ?? 0, idOf("Location", row.locationId) ?? 0)
}
