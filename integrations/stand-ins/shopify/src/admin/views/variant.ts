import { gid } from "../../shop/global-ids"
import { sellableOnline } from "../../shop/levels"
import { asMoney } from "../../shop/money"
import type { ProductRecord, VariantRecord } from "../../shop/records"
import { asDateTime } from "../../shop/time"
import type { RequestContext, View } from "../context"
import { optionValueView, variantTitle } from "./option"

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
    inventoryItem: () => context.show.item(context, variant),
    product: () => context.show.product(context, product),
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
