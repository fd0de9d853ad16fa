import { gid, levelGid } from "../shop/global-ids"
import { sellableOnline } from "../shop/levels"
import { asMoney } from "../shop/money"
import type { LevelRecord, LocationRecord, ProductRecord, VariantRecord } from "../shop/records"
import type { ShopStore } from "../shop/store"
import { asRestTime } from "../shop/time"

type Json = Record<string, unknown>

/** Of a level that is no longer stocked, only which it was. */
export function levelBody(level: LevelRecord, isGone: boolean): Json {
  const place = { inventory_item_id: level.inventoryItemId, location_id: level.locationId }
  if (isGone) return place
  return {
    ...place,
    available: level.quantities.available,
    updated_at: asRestTime(level.updatedAt),
    admin_graphql_api_id: levelGid(level),
  }
}

export const itemBody = (variant: VariantRecord): Json => ({
  id: variant.inventoryItemId,
  admin_graphql_api_id: gid("InventoryItem", variant.inventoryItemId),
  sku: variant.sku,
  tracked: variant.tracked,
  requires_shipping: variant.requiresShipping,
  created_at: asRestTime(variant.createdAt),
  updated_at: asRestTime(variant.updatedAt),
})

export const locationBody = ({ id, name, address, isActive, createdAt, updatedAt }: LocationRecord): Json => ({
  id,
  admin_graphql_api_id: gid("Location", id),
  name,
  address1: address.address1,
  city: address.city,
  province: address.province,
  zip: address.zip,
  country_code: address.countryCode,
  phone: address.phone,
  active: isActive,
  legacy: false,
  created_at: asRestTime(createdAt),
  updated_at: asRestTime(updatedAt),
})

export function productBody(store: ShopStore, product: ProductRecord, isGone: boolean): Json {
  if (isGone) return { id: product.id }
  const variants = product.variantIds.map((id) => store.variants.get(id)).filter((variant) => variant !== undefined)
  return {
    id: product.id,
    admin_graphql_api_id: gid("Product", product.id),
    handle: product.handle,
    title: product.title,
    body_html: product.descriptionHtml,
    vendor: product.vendor,
    product_type: product.productType,
    tags: product.tags.join(", "),
    status: product.status.toLowerCase(),
    created_at: asRestTime(product.createdAt),
    updated_at: asRestTime(product.updatedAt),
    images: product.images.map(({ id, url, altText }) => ({ id, src: url, alt: altText })),
    variants: variants.map((variant) => variantBody(store, product, variant)),
  }
}

const variantBody = (store: ShopStore, product: ProductRecord, variant: VariantRecord): Json => ({
  id: variant.id,
  admin_graphql_api_id: gid("ProductVariant", variant.id),
  product_id: product.id,
  inventory_item_id: variant.inventoryItemId,
  sku: variant.sku,
  barcode: variant.barcode,
  price: asMoney(variant.price, store.shop.currency),
  inventory_policy: variant.inventoryPolicy.toLowerCase(),
  inventory_quantity: sellableOnline(store, variant.inventoryItemId),
})
