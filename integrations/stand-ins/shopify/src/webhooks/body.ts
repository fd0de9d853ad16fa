import { gid, levelGid } from "../shop/global-ids"
import { sellableOnline } from "../shop/levels"
import { asMoney } from "../shop/money"
import type { LevelRecord, ProductRecord } from "../shop/records"
import type { ShopEvent, ShopStore } from "../shop/store"
import { asRestTime } from "../shop/time"
import { orderBody } from "./order-body"

type Json = Record<string, unknown>

/** What a webhook says about an event, at the time of the event. */
export function bodyOf(store: ShopStore, event: ShopEvent): Json {
  if ("order" in event) return orderBody(event.order)
  return "level" in event ? levelBody(event.level) : productBody(store, event.product)
}

const levelBody = (level: LevelRecord): Json => ({
  inventory_item_id: level.inventoryItemId,
  location_id: level.locationId,
  available: level.quantities.available,
  updated_at: asRestTime(level.updatedAt),
  admin_graphql_api_id: levelGid(level),
})

function productBody(store: ShopStore, product: ProductRecord): Json {
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
    variants: variants.map((variant) => ({
      id: variant.id,
      admin_graphql_api_id: gid("ProductVariant", variant.id),
      product_id: product.id,
      inventory_item_id: variant.inventoryItemId,
      sku: variant.sku,
      barcode: variant.barcode,
      price: asMoney(variant.price, store.shop.currency),
      inventory_policy: variant.inventoryPolicy.toLowerCase(),
      inventory_quantity: sellableOnline(store, variant.inventoryItemId),
    })),
  }
}
