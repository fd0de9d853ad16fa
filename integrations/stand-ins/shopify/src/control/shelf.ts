import { gid } from "../shop/global-ids"
import { asMoney } from "../shop/money"
import type { ProductRecord } from "../shop/records"
import type { ShopStore } from "../shop/store"
import { levelsOf, type LevelSummary } from "./snapshot"

/** A product as the shop's page shows it. */
export interface ShelfProduct {
  readonly handle: string
  readonly title: string
  readonly vendor: string
  readonly status: string
  readonly variants: readonly {
    readonly id: string
    readonly sku: string | null
    readonly title: string
    readonly price: string
    readonly tracked: boolean
    readonly levels: Readonly<Record<string, LevelSummary>>
  }[]
}

const firstMax = 100

/** The products whose title, handle or SKU contains the text, in order of their titles, a page of them. */
export function shelf(
  store: ShopStore,
  search: string,
  first: number
): { readonly total: number; readonly products: readonly ShelfProduct[] } {
  const wanted = search.trim().toLowerCase()
  const found = store.products.all().filter((product) => isFound(store, product, wanted))
  found.sort((one, other) => one.title.localeCompare(other.title))
  return {
    total: found.length,
    products: found.slice(0, Math.min(first, firstMax)).map((product) => shelfProduct(store, product)),
  }
}

function isFound(store: ShopStore, product: ProductRecord, wanted: string): boolean {
  if (product.title.toLowerCase().includes(wanted) || product.handle.includes(wanted)) return true
  return product.variantIds.some((id) => store.variants.get(id)?.sku?.toLowerCase().includes(wanted))
}

export function shelfProduct(store: ShopStore, product: ProductRecord): ShelfProduct {
  const { handle, title, vendor, status } = product
  const variants = product.variantIds.map((id) => store.variants.get(id)).filter((variant) => variant !== undefined)
  return {
    handle,
    title,
    vendor,
    status,
    variants: variants.map((variant) => ({
      id: gid("ProductVariant", variant.id),
      sku: variant.sku,
      title: variant.selectedOptions.map(({ value }) => value).join(" / "),
      price: `${asMoney(variant.price, store.shop.currency)} ${store.shop.currency}`,
      tracked: variant.tracked,
      levels: levelsOf(store, variant),
    })),
  }
}
