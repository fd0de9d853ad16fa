import type { Run } from "../../run"

/** A listing as the Channels page shows it. */
export interface AdminListingRow {
  readonly id: string
  readonly externalId: string
  readonly productRef: string
  readonly stockRef: string
  readonly title: string
  readonly sku: string | null
  readonly barcode: string | null
  readonly state: "mapped" | "unmatched" | "ambiguous" | "untracked" | "ignored"
  readonly reason: string | null
  readonly mappedBy: "sku" | "barcode" | "hand" | "csv" | null
  readonly variantId: string | null
  readonly seenAt: Date
  readonly updatedAt: Date
}

const columns = `l.id, l.external_id AS "externalId", l.product_ref AS "productRef", l.stock_ref AS "stockRef", l.title, l.sku,
  l.barcode, l.state, l.reason, l.mapped_by AS "mappedBy", l.variant_id AS "variantId", l.seen_at AS "seenAt",
  l.updated_at AS "updatedAt"`

/** Which listings, and where the page begins. */
export interface ListingPage {
  readonly connectionId: string
  readonly state: string | null
  /** An `ILIKE` pattern; null for all. */
  readonly pattern: string | null
  readonly limit: number
  readonly afterTitle: string | null
  readonly afterId: string | null
}

/** A page of a connection's listings, by title. */
export function pageOfListings(run: Run, page: ListingPage): Promise<AdminListingRow[]> {
  return run(
    `SELECT ${columns} FROM anyshelf_channel_listing l
     WHERE l.connection_id = :connectionId AND l.deleted_at IS NULL
       AND (CAST(:state AS text) IS NULL OR l.state = :state)
       AND (CAST(:pattern AS text) IS NULL OR l.title ILIKE :pattern OR l.sku ILIKE :pattern OR l.barcode ILIKE :pattern
         OR l.external_id ILIKE :pattern)
       AND (CAST(:afterId AS text) IS NULL OR (l.title, l.id) > (CAST(:afterTitle AS text), CAST(:afterId AS text)))
     ORDER BY l.title, l.id LIMIT :limit`,
    { ...page }
  )
}

/** How many listings a connection has in each state. */
export function countListings(
  run: Run,
  connectionId: string
): Promise<{ state: AdminListingRow["state"]; count: number }[]> {
  return run(
    `SELECT state, count(*)::int AS count FROM anyshelf_channel_listing
     WHERE connection_id = :connectionId AND deleted_at IS NULL GROUP BY state`,
    { connectionId }
  )
}

/** One listing; undefined when the connection has none of this id. */
export async function findListing(
  run: Run,
  query: { readonly connectionId: string; readonly listingId: string }
): Promise<AdminListingRow | undefined> {
  const [row] = await run<AdminListingRow>(
    `SELECT ${columns} FROM anyshelf_channel_listing l
     WHERE l.id = :listingId AND l.connection_id = :connectionId AND l.deleted_at IS NULL`,
    { ...query }
  )
  return row
}

/** A variant that a listing is, or may be. */
export interface BriefRow {
  readonly listingId: string
  readonly variantId: string
  readonly productId: string
  readonly productTitle: string
  readonly variantTitle: string
  readonly sku: string | null
  readonly barcode: string | null
  readonly thumbnail: string | null
}

const brief = `v.id AS "variantId", v.product_id AS "productId", p.title AS "productTitle", v.title AS "variantTitle", v.sku,
  v.barcode, coalesce(v.thumbnail, p.thumbnail) AS thumbnail`

/** The variants that some listings are. */
export function variantsOfListings(run: Run, listingIds: readonly string[]): Promise<BriefRow[]> {
  return run(
    `SELECT l.id AS "listingId", ${brief} FROM anyshelf_channel_listing l
     JOIN product_variant v ON v.id = l.variant_id AND v.deleted_at IS NULL
     JOIN product p ON p.id = v.product_id AND p.deleted_at IS NULL
     WHERE l.id = ANY(:listingIds)`,
    { listingIds }
  )
}

/** Only letters and digits count, in any case: "cup-01" may be "CUP 01". */
const squeezed = (column: string) => `nullif(lower(regexp_replace(${column}, '[\\W_]', '', 'g')), '')`

/** Variants that some listings may be, best first, at most five each: by SKU, by barcode, by nearly the SKU, by title. */
export function candidatesOfListings(run: Run, listingIds: readonly string[]): Promise<BriefRow[]> {
  return run(
    `WITH asked AS MATERIALIZED (
       SELECT id, nullif(trim(sku), '') AS sku, nullif(trim(barcode), '') AS barcode, ${squeezed("sku")} AS nearly,
         lower(trim(title)) AS title
       FROM anyshelf_channel_listing WHERE id = ANY(:listingIds) AND state IN ('unmatched', 'ambiguous') AND deleted_at IS NULL),
     found AS (
       SELECT a.id AS listing, v.id AS variant, 1 AS rank FROM asked a JOIN product_variant v ON v.sku = a.sku
       UNION ALL SELECT a.id, v.id, 2 FROM asked a JOIN product_variant v ON v.barcode = a.barcode
       UNION ALL SELECT a.id, v.id, 3 FROM asked a JOIN product_variant v ON ${squeezed("v.sku")} = a.nearly
       UNION ALL SELECT a.id, v.id, 4 FROM asked a JOIN product p ON lower(trim(p.title)) = a.title
         JOIN product_variant v ON v.product_id = p.id),
     best AS (
       SELECT f.listing, f.variant, min(f.rank) AS rank FROM found f
       JOIN product_variant v ON v.id = f.variant AND v.deleted_at IS NULL GROUP BY f.listing, f.variant),
     numbered AS (SELECT *, row_number() OVER (PARTITION BY listing ORDER BY rank, variant) AS place FROM best)
     SELECT n.listing AS "listingId", ${brief} FROM numbered n
     JOIN product_variant v ON v.id = n.variant JOIN product p ON p.id = v.product_id AND p.deleted_at IS NULL
     WHERE n.place <= 5 ORDER BY n.listing, n.place`,
    { listingIds }
  )
}

/** What one place of the channel shows of a listing, as far as it is known. */
export interface PublicationRow {
  readonly id: string
  readonly externalLocationId: string
  readonly wanted: number | null
  readonly confirmed: number | null
  readonly confirmedAt: Date | null
  readonly state: "ok" | "poisoned"
  readonly lastError: string | null
  readonly pending: number | null
  readonly waiting: string | null
}

/** The publications of a listing. */
export function publicationsOfListing(run: Run, listingId: string): Promise<PublicationRow[]> {
  return run(
    `SELECT id, external_location_id AS "externalLocationId", wanted_quantity AS wanted, confirmed_quantity AS confirmed,
       confirmed_at AS "confirmedAt", state, last_error AS "lastError", CASE WHEN pending_key IS NOT NULL THEN pending_quantity END AS pending, waiting
     FROM anyshelf_channel_publication WHERE listing_id = :listingId AND deleted_at IS NULL ORDER BY external_location_id LIMIT 1000`,
    { listingId }
  )
}
