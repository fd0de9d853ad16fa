import { gid, idOf } from "../../shop/global-ids"
import type { VariantRecord } from "../../shop/records"
import type { ShopStore } from "../../shop/store"
import { asDateTime } from "../../shop/time"
import { connection, type PageArgs } from "../connection"
import type { RequestContext, View } from "../context"
import { number, search, text, time, type Matchers } from "../search-fields"
import type { Term } from "../search"
import { levelSearch } from "./level"
import { variantsMeant } from "./product-search"

type Levels = PageArgs & { readonly includeInactive?: boolean; readonly query?: string | null }

/** The article behind a variant. Here each variant has its own, as in nearly every shop. */
export function itemView(context: RequestContext, variant: VariantRecord): View {
  const { store } = context
  const levels = store.levelsOfItem(variant.inventoryItemId)
  return {
    __typename: "InventoryItem",
    id: gid("InventoryItem", variant.inventoryItemId),
    legacyResourceId: String(variant.inventoryItemId),
    sku: variant.sku,
    tracked: variant.tracked,
    trackedEditable: { locked: false, reason: null },
    requiresShipping: variant.requiresShipping,
    duplicateSkuCount: variant.sku === null ? 0 : store.variantsBySku(variant.sku).length,
    locationsCount: () => ({ count: levels.filter((level) => level.isActive).length, precision: "EXACT" }),
    countryCodeOfOrigin: null,
    provinceCodeOfOrigin: null,
    harmonizedSystemCode: null,
    unitCost: null,
    variant: () => context.show.variant(context, variant),
    variants: (args: PageArgs) => connection([variant], args, (one) => context.show.variant(context, one)),
    inventoryLevel: ({ locationId, includeInactive }: { locationId: string; includeInactive: boolean }) => {
      const level = store.level(variant.inventoryItemId, idOf("Location", locationId) ?? 0)
      return level && (level.isActive || includeInactive) ? context.show.level(context, level) : null
    },
    inventoryLevels: (args: Levels) =>
      connection(
        search(levels, args.query, levelSearch).filter((level) => level.isActive || args.includeInactive),
        args,
        (level) => context.show.level(context, level)
      ),
    createdAt: asDateTime(variant.createdAt),
    updatedAt: asDateTime(variant.updatedAt),
  }
}

const matchers: Matchers<VariantRecord> = {
  id: number((variant) => variant.inventoryItemId),
  sku: text((variant) => variant.sku),
  created_at: time((variant) => variant.createdAt),
  updated_at: time((variant) => variant.updatedAt),
}

export const itemSearch = (store: ShopStore) => ({
  list: "inventoryItems",
  matchers,
  narrow: (term: Term) => (term.field === "sku" ? variantsMeant(store, term) : null),
})
