import type { ProductRecord, VariantRecord } from "./records"
import type { ShopStore } from "./store"

/** A product of which nothing is known yet but its handle. Not for sale anywhere until it is published. */
export function newProduct(store: ShopStore, handle: string): ProductRecord {
  const now = store.clock.now()
  return store.products.add({
    id: store.nextId(),
    handle,
    title: "",
    descriptionHtml: "",
    vendor: store.shop.name,
    productType: "",
    tags: [],
    isGiftCard: false,
    isPublished: true,
    status: "ACTIVE",
    options: [{ id: store.nextId(), name: "Title", values: [{ id: store.nextId(), name: "Default Title" }] }],
    images: [],
    variantIds: [],
    digest: "",
    createdAt: now,
    updatedAt: now,
  })
}

export function newVariant(store: ShopStore, product: ProductRecord): VariantRecord {
  const now = store.clock.now()
  return {
    id: store.nextId(),
    productId: product.id,
    inventoryItemId: store.nextId(),
    sku: null,
    barcode: null,
    price: 0,
    compareAtPrice: null,
    selectedOptions: [],
    position: 1,
    inventoryPolicy: "DENY",
    tracked: true,
    requiresShipping: true,
    createdAt: now,
    updatedAt: now,
  }
}
