import type { ListingRecord, Page } from "@anyshelf/connector-kit"
import type { Call } from "./client"
import { advance, changedSince, nextCursor, readCursor, resumeFrom } from "./cursor"
import type { ListingFragment } from "./generated/admin"
import { isGid } from "./gid"
import { utc } from "./instant"
import { listingById, listings } from "./operations/listings"

/** Three points each, of the 1000 that one call may cost. */
const PAGE = 200

/** A page of the shop's variants. */
export async function pullListings(call: Call, from: string | null): Promise<Page<"listings">> {
  const cursor = readCursor(from)
  const variables = { first: PAGE, after: cursor.after ?? null, filter: changedSince(cursor) ?? null }
  const { nodes, pageInfo } = (await call(listings, variables)).productVariants
  const items = nodes.map(toListing)
  const read = advance(cursor, items, call.now())
  if (!pageInfo.hasNextPage || pageInfo.endCursor === null) return { items, next: null, ...resumeFrom(read) }
  return { items, next: nextCursor(read, { after: pageInfo.endCursor }) }
}

/** One variant by its id. */
export async function getListing(call: Call, ref: string): Promise<ListingRecord | null> {
  if (!isGid("ProductVariant", ref)) return null
  const { productVariant } = await call(listingById, { id: ref })
  return productVariant && toListing(productVariant)
}

/** An empty SKU is Shopify's way to say none. */
export const toListing = (variant: ListingFragment): ListingRecord => ({
  feed: "listings",
  ref: variant.id,
  productRef: variant.product.id,
  stockRef: variant.inventoryItem.id,
  title: variant.displayName,
  sku: variant.sku?.trim() || null,
  barcode: variant.barcode?.trim() || null,
  tracked: variant.inventoryItem.tracked,
  duplicateSkuCount: variant.inventoryItem.duplicateSkuCount,
  updatedAt: utc(variant.updatedAt),
  raw: variant,
})
