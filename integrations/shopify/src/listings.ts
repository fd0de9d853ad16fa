import { moneyFromDecimal, type ListingRecord, type Page } from "@anyshelf/connector-kit"
import { readExport, type Export } from "./bulk/read-export"
import type { Call } from "./client"
import { advance, changedSince, nextCursor, readCursor, resumeFrom } from "./cursor"
import type { ListingFragment, ProductStatus } from "./generated/admin"
import { isGid } from "./gid"
import { utc } from "./instant"
import { bulkListings } from "./operations/bulk"
import { listingById, listingOfItem, listings } from "./operations/listings"
import { pageOf } from "./page-of"
import { said } from "./said"

/** Three points each, of the 1000 that one call may cost. */
const PAGE = 200

/** A page of the shop's variants. */
export async function pullListings(call: Call, from: string | null): Promise<Page<"listings">> {
  const cursor = readCursor(from)
  const exported = await readExport(call, listingsExport, cursor)
  if (exported) return exported
  const variables = { first: PAGE, after: cursor.after ?? null, filter: changedSince(cursor) ?? null }
  const { productVariants, shop } = await call(listings, variables)
  const { nodes, pageInfo } = productVariants
  const items = nodes.map((variant) => toListing(variant, shop.currencyCode))
  const read = advance(cursor, items, call.now())
  if (!pageInfo.hasNextPage || pageInfo.endCursor === null) return { items, next: null, ...resumeFrom(read) }
  return { items, next: nextCursor(read, { after: pageInfo.endCursor }) }
}

/** The whole catalogue as a file. */
const listingsExport: Export<"listings"> = {
  query: bulkListings,
  // Each line of the file is one variant with what belongs to it.
  toRecord: (line, currencyCode) => toListing(line as ListingFragment, currencyCode),
}

/** One variant by its id, or by that of its inventory item, which is all that some webhooks name. */
export async function getListing(call: Call, ref: string): Promise<ListingRecord | null> {
  if (isGid("InventoryItem", ref)) {
    const { inventoryItem, shop } = await call(listingOfItem, { id: ref })
    const [variant] = inventoryItem?.variants?.nodes ?? []
    return variant ? toListing(variant, shop.currencyCode) : null
  }
  if (!isGid("ProductVariant", ref)) return null
  const { productVariant, shop } = await call(listingById, { id: ref })
  return productVariant && toListing(productVariant, shop.currencyCode)
}

/** Reachable by link only is sold all the same. */
const statuses: Readonly<Record<ProductStatus, NonNullable<ListingRecord["status"]>>> = {
  ACTIVE: "active",
  ARCHIVED: "archived",
  DRAFT: "draft",
  UNLISTED: "active",
}

/**
 * A variant in our words.
 * @param currencyCode the shop's: a price is a bare number
 */
export const toListing = (variant: ListingFragment, currencyCode: string): ListingRecord => ({
  feed: "listings",
  ref: variant.id,
  productRef: variant.product.id,
  stockRef: variant.inventoryItem.id,
  title: variant.displayName,
  sku: said(variant.sku),
  barcode: said(variant.barcode),
  tracked: variant.inventoryItem.tracked,
  duplicateSkuCount: variant.inventoryItem.duplicateSkuCount,
  status: statuses[variant.product.status],
  url: variant.product.onlineStoreUrl && pageOf(variant.product.onlineStoreUrl, variant.id),
  price: moneyFromDecimal(variant.price, currencyCode),
  updatedAt: utc(variant.updatedAt),
  raw: variant,
})
