import type { ListingRow, PublicationRow } from "../reads/channels/queries"
import { requireStaff } from "./caller"
import type { Context } from "./context"
import type { ChannelListingResolvers, ProductVariantResolvers } from "./generated/resolvers"
import type { VariantRow } from "../reads/rows"

/** Where a variant is listed. Staff only. */
export const variantListings: ProductVariantResolvers<Context, VariantRow> = {
  channelListings: ({ id }, _, { identity, load }) => {
    requireStaff(identity)
    return load.listings.load(id)
  },
}

export const ChannelListing: ChannelListingResolvers<Context, ListingRow> = {
  __resolveReference: (reference, { identity, load }): Promise<ListingRow | null> => {
    requireStaff(identity)
    return load.listing.load("id" in reference && reference.id ? { id: reference.id } : byExternalId(reference))
  },
  variant: ({ variantId }, _, { load }) => (variantId === null ? null : load.variant.load(variantId)),
  published: ({ id }, _, { load }): Promise<readonly PublicationRow[]> => load.publications.load(id),
}

/** A reference holds one of the entity's two keys. */
function byExternalId(reference: object) {
  const { connectionId, externalId } = reference as { connectionId: string; externalId: string }
  return { connectionId, externalId }
}
