import { idOf } from "./global-ids"
import type { OrderRecord } from "./order-records"
import type { LocationRecord, VariantRecord } from "./records"
import { refuse, type Refusal } from "./refusal"
import type { ShopStore } from "./store"

/** Finds what people name: by number, global id, SKU or name. */

const numberOf = (type: string, ref: number | string): number | null =>
  typeof ref === "number" ? ref : (idOf(type, ref) ?? (/^\d+$/.test(ref) ? Number(ref) : null))

export function findVariant(
  store: ShopStore,
  by: { sku?: string; variantId?: number | string }
): VariantRecord | Refusal {
  if (by.variantId !== undefined) {
    const variant = store.variants.get(numberOf("ProductVariant", by.variantId))
    return variant ?? refuse("unknown", `there is no variant ${by.variantId}`)
  }
  if (!by.sku) return refuse("invalid", "say which article: give `sku` or `variantId`")
  return store.variantBySku(by.sku) ?? refuse("unknown", `no variant has the SKU "${by.sku}"`)
}

export function findLocation(store: ShopStore, ref: number | string): LocationRecord | Refusal {
  const found = store.locations.get(numberOf("Location", ref)) ?? store.locations.all().find(({ name }) => name === ref)
  return found ?? refuse("unknown", `there is no place ${ref}; GET /control/state lists them`)
}

export function findOrder(store: ShopStore, ref: number | string): OrderRecord | Refusal {
  const found = store.orders.get(numberOf("Order", ref)) ?? store.orders.all().find(({ name }) => name === ref)
  return found ?? refuse("unknown", `there is no order ${ref}; GET /control/state lists them`)
}
