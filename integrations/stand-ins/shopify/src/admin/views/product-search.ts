import { sellableOnline } from "../../shop/levels"
import type { ProductRecord, VariantRecord } from "../../shop/records"
import type { ShopStore } from "../../shop/store"
import type { SortValue } from "../connection"
import type { RequestContext } from "../context"
import { anyText, notSorted, number, text, time, type Matchers } from "../search-fields"
import type { Term } from "../search"
import { variantTitle } from "./option"

export const variantsOf = ({ store }: RequestContext, product: ProductRecord): VariantRecord[] =>
  product.variantIds.map((id) => store.variants.get(id)).filter((variant) => variant !== undefined)

/** How variants are sorted. Ids decide where nothing else does. */
export function variantOrder({ store }: RequestContext, sortKey: string): (variant: VariantRecord) => SortValue {
  const orders: Record<string, (variant: VariantRecord) => SortValue> = {
    POSITION: (variant) => variant.position,
    SKU: (variant) => variant.sku,
    TITLE: variantTitle,
    INVENTORY_QUANTITY: (variant) => sellableOnline(store, variant.inventoryItemId),
  }
  return orders[sortKey] ?? ((variant) => variant.id)
}

/** What `products(query:)` can ask for. */
export function productSearch(context: RequestContext) {
  const any =
    (judge: ReturnType<typeof text<VariantRecord>>) => (product: ProductRecord, term: Parameters<typeof judge>[1]) =>
      variantsOf(context, product).some((variant) => judge(variant, term))
  const matchers: Matchers<ProductRecord> = {
    id: number((product) => product.id),
    handle: text((product) => product.handle),
    title: text((product) => product.title),
    vendor: text((product) => product.vendor),
    product_type: text((product) => product.productType),
    status: text((product) => product.status),
    tag: (product, term) => product.tags.some((tag) => text<string>((one) => one)(tag, term)),
    sku: any(text((variant) => variant.sku)),
    barcode: any(text((variant) => variant.barcode)),
    variant_id: any(number((variant) => variant.id)),
    created_at: time((product) => product.createdAt),
    updated_at: time((product) => product.updatedAt),
  }
  return {
    list: "products",
    matchers,
    narrow: ({ field, comparator, value }: Term) => {
      const product =
        field === "handle" && isPlain({ comparator, value })
          ? context.store.productByHandle(value.toLowerCase())
          : undefined
      return product ? [product] : null
    },
    plain: anyText((product: ProductRecord) => [product.title, product.handle, product.vendor]),
  }
}

export function productOrder(sortKey: string): (product: ProductRecord) => SortValue {
  const orders: Record<string, (product: ProductRecord) => SortValue> = {
    CREATED_AT: (product) => product.createdAt,
    UPDATED_AT: (product) => product.updatedAt,
    TITLE: (product) => product.title,
    VENDOR: (product) => product.vendor,
    ID: (product) => product.id,
  }
  return orders[sortKey] ?? notSorted("products", sortKey)
}

const isPlain = ({ comparator, value }: Pick<Term, "comparator" | "value">) => comparator === "=" && !/[*,]/.test(value)

/** The variants that a term can mean, without looking at all there are. Searches make no difference between large and small letters. */
export function variantsMeant(store: ShopStore, term: Term): readonly VariantRecord[] | null {
  const { field, value } = term
  if (!isPlain(term)) return null
  if (field === "sku")
    return store.variants.group("sku-small", value.toLowerCase(), ({ sku }) => sku?.toLowerCase() ?? null)
  if (field === "barcode")
    return store.variants.group("barcode-small", value.toLowerCase(), ({ barcode }) => barcode?.toLowerCase() ?? null)
  return null
}

/** What `productVariants(query:)` can ask for. Status and the like are the product's. */
export function variantSearch({ store }: RequestContext) {
  const productOf = (variant: VariantRecord) => store.products.get(variant.productId)
  const matchers: Matchers<VariantRecord> = {
    id: number((variant) => variant.id),
    sku: text((variant) => variant.sku),
    barcode: text((variant) => variant.barcode),
    title: text(variantTitle),
    product_id: number((variant) => variant.productId),
    product_status: text((variant) => productOf(variant)?.status ?? null),
    product_type: text((variant) => productOf(variant)?.productType ?? null),
    vendor: text((variant) => productOf(variant)?.vendor ?? null),
    inventory_quantity: number((variant) => sellableOnline(store, variant.inventoryItemId)),
    updated_at: time((variant) => variant.updatedAt),
  }
  return {
    list: "productVariants",
    matchers,
    narrow: (term: Term) => variantsMeant(store, term),
    plain: anyText((variant: VariantRecord) => [variant.sku, variant.barcode, productOf(variant)?.title ?? null]),
  }
}
