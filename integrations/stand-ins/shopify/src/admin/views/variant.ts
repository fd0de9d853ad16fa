import { gid } from "../../shop/global-ids"
import { sellableOnline } from "../../shop/levels"
import { asMoney } from "../../shop/money"
import type { ProductRecord, VariantRecord } from "../../shop/records"
import { asDateTime } from "../../shop/time"
import type { RequestContext, View } from "../context"
import { anyText, number, text, time, type Matchers } from "../search-fields"
import { itemView } from "./inventory-item"
import { productView } from "./product"

export const variantTitle = (variant: VariantRecord): string =>
  variant.selectedOptions.map(({ value }) => value).join(" / ")

export function variantView(context: RequestContext, variant: VariantRecord): View {
  const { store } = context
  const product = store.products.get(variant.productId) as ProductRecord
  const title = variantTitle(variant)
  const sellable = sellableOnline(store, variant.inventoryItemId)
  const { currency } = store.shop
  return {
    __typename: "ProductVariant",
    id: gid("ProductVariant", variant.id),
    legacyResourceId: String(variant.id),
    title,
    displayName: `${product.title} - ${title}`,
    sku: variant.sku,
    barcode: variant.barcode,
    price: asMoney(variant.price, currency),
    compareAtPrice: variant.compareAtPrice === null ? null : asMoney(variant.compareAtPrice, currency),
    position: variant.position,
    selectedOptions: () => selectedOptions(product, variant),
    inventoryPolicy: variant.inventoryPolicy,
    inventoryQuantity: sellable,
    sellableOnlineQuantity: sellable,
    availableForSale:
      product.status === "ACTIVE" && (!variant.tracked || variant.inventoryPolicy === "CONTINUE" || sellable > 0),
    requiresComponents: false,
    taxable: true,
    inventoryItem: () => itemView(context, variant),
    product: () => productView(context, product),
    createdAt: asDateTime(variant.createdAt),
    updatedAt: asDateTime(variant.updatedAt),
  }
}

function selectedOptions(product: ProductRecord, variant: VariantRecord): View[] {
  return variant.selectedOptions.map(({ name, value }) => {
    const option = product.options.find((candidate) => candidate.name === name)
    const found = option?.values.find((candidate) => candidate.name === value)
    return { name, value, optionValue: found && optionValueView(found) }
  })
}

export const optionValueView = (value: { id: number; name: string }): View => ({
  __typename: "ProductOptionValue",
  id: gid("ProductOptionValue", value.id),
  name: value.name,
  hasVariants: true,
  linkedMetafieldValue: null,
  swatch: null,
})

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
    plain: anyText((variant: VariantRecord) => [variant.sku, variant.barcode, productOf(variant)?.title ?? null]),
  }
}
