import type { LiveListingsQuery, ShownLevelsFragment } from "../generated/admin"
import type { ShopifyLevel, ShopifyListing } from "../generated/resolvers"
import { gidNumber } from "../gid"
import { pageOf } from "../page-of"

/** One listing as Shopify shows it; its levels only when somebody asked for them. */
export type LiveListing = Omit<ShopifyListing, "levels"> & { readonly levels: readonly ShopifyLevel[] | null }

/** Which listing, and how much of it. */
export interface LiveListingKey {
  readonly connectionId: string
  readonly externalId: string
  readonly withLevels: boolean
}

/** A variant as Shopify's `nodes` gives it. */
export type LiveVariant = Extract<NonNullable<LiveListingsQuery["nodes"][number]>, { readonly id: string }>

/** @param asOf when Shopify was asked, ISO 8601. */
export function toLiveListing(
  variant: LiveVariant,
  levels: readonly ShopifyLevel[] | null,
  { shop, asOf }: { readonly shop: string; readonly asOf: string }
): LiveListing {
  const { product, inventoryItem, inventoryQuantity } = variant
  const number = gidNumber(variant.id)
  return {
    status: product.status,
    url: product.onlineStoreUrl === null ? null : pageOf(product.onlineStoreUrl, variant.id),
    adminUrl: `https://${shop}/admin/products/${gidNumber(product.id)}/variants/${number}`,
    quantity: inventoryItem.tracked ? inventoryQuantity : null,
    levels,
    asOf,
  }
}

/** A level that says nothing of `available` is left out: absent is not zero. */
export const toShopifyLevels = (nodes: ShownLevelsFragment["nodes"]): ShopifyLevel[] =>
  nodes.flatMap(({ location, quantities: [available] }) =>
    available ? [{ externalLocationId: location.id, name: location.name, available: available.quantity }] : []
  )
