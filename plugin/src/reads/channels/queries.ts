import type { Run } from "../run"

/** Our article on a connected channel. */
export interface ListingRow {
  readonly id: string
  readonly connectionId: string
  readonly externalId: string
  readonly sku: string | null
  readonly variantId: string | null
}

/** What a channel was last known to show of a listing, at one of its places. */
export interface PublicationRow {
  readonly listingId: string
  readonly externalLocationId: string
  readonly quantity: number | null
  readonly confirmedAt: Date | null
  readonly pending: boolean
}

/** What names a listing on a channel. */
export interface ExternalListing {
  readonly connectionId: string
  readonly externalId: string
}

const listingColumns = `l.id, l.connection_id AS "connectionId", l.external_id AS "externalId", l.sku, l.variant_id AS "variantId"`

/** Where variants are listed. */
export function listingsOfVariants(run: Run, variantIds: readonly string[]): Promise<ListingRow[]> {
  return run(
    `SELECT ${listingColumns} FROM anyshelf_channel_listing l
     WHERE l.variant_id = ANY(:variantIds) AND l.deleted_at IS NULL ORDER BY l.connection_id, l.external_id`,
    { variantIds }
  )
}

/** Listings by our id. */
export function findListings(run: Run, ids: readonly string[]): Promise<ListingRow[]> {
  return run(
    `SELECT ${listingColumns} FROM anyshelf_channel_listing l WHERE l.id = ANY(:ids) AND l.deleted_at IS NULL`,
    { ids }
  )
}

/** Listings by the channel's own id. */
export function findExternalListings(run: Run, listings: readonly ExternalListing[]): Promise<ListingRow[]> {
  return run(
    `SELECT ${listingColumns} FROM anyshelf_channel_listing l
     JOIN unnest(CAST(:connectionIds AS text[]), CAST(:externalIds AS text[])) AS meant(connection_id, external_id)
       ON l.connection_id = meant.connection_id AND l.external_id = meant.external_id
     WHERE l.deleted_at IS NULL`,
    {
      connectionIds: listings.map((each) => each.connectionId),
      externalIds: listings.map((each) => each.externalId),
    }
  )
}

/** What was last sent and confirmed of listings, place by place. */
export function publicationsOfListings(run: Run, listingIds: readonly string[]): Promise<PublicationRow[]> {
  return run(
    `SELECT p.listing_id AS "listingId", p.external_location_id AS "externalLocationId",
       p.confirmed_quantity::float8 AS quantity, p.confirmed_at AS "confirmedAt", p.dirty_version > p.settled_version AS pending
     FROM anyshelf_channel_publication p
     WHERE p.listing_id = ANY(:listingIds) AND p.deleted_at IS NULL ORDER BY p.external_location_id`,
    { listingIds }
  )
}
