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

/** What names an order on a channel. */
export type ExternalOrder = ExternalListing

/** An order that a channel took, and what became of it here. */
export interface ChannelOrderRow {
  readonly id: string
  readonly connectionId: string
  readonly externalId: string
  readonly number: string
  readonly state: "received" | "imported" | "oversold" | "held" | "cancelled"
  readonly placedAt: Date | null
  readonly orderId: string | null
  readonly totalAmount: number | null
  readonly currencyCode: string | null
  /** When it was placed, else when we heard of it, in microseconds since 1970: the first half of its place in a page. */
  readonly place: string
}

const orderPlace = `coalesce(r.placed_at, r.created_at)`
const orderColumns = `r.id, r.connection_id AS "connectionId", r.external_id AS "externalId", r.external_number AS number, r.state,
  r.placed_at AS "placedAt", r.order_id AS "orderId", r.total_amount::float8 AS "totalAmount", r.currency_code AS "currencyCode",
  (extract(epoch FROM ${orderPlace}) * 1000000)::bigint::text AS place`

/** A page of orders, newest first. */
export function pageOfOrders(
  run: Run,
  page: {
    readonly limit: number
    readonly connectionId: string | null
    readonly state: string | null
    readonly after: { readonly place: string; readonly id: string } | null
  }
): Promise<ChannelOrderRow[]> {
  const { limit, connectionId, state, after } = page
  return run(
    `SELECT ${orderColumns} FROM anyshelf_channel_record r
     WHERE r.kind = 'order' AND r.deleted_at IS NULL
       AND (CAST(:connectionId AS text) IS NULL OR r.connection_id = :connectionId)
       AND (CAST(:state AS text) IS NULL OR r.state = :state)
       AND (CAST(:place AS bigint) IS NULL OR (${orderPlace}, r.id) <
         (to_timestamp(CAST(:place AS bigint) / 1000000) + (CAST(:place AS bigint) % 1000000) * interval '1 microsecond', :id))
     ORDER BY ${orderPlace} DESC, r.id DESC LIMIT :limit`,
    { limit, connectionId, state, place: after?.place ?? null, id: after?.id ?? "" }
  )
}

/** Orders by the channel's own id. */
export function findExternalOrders(run: Run, orders: readonly ExternalOrder[]): Promise<ChannelOrderRow[]> {
  return run(
    `SELECT ${orderColumns} FROM anyshelf_channel_record r
     JOIN unnest(CAST(:connectionIds AS text[]), CAST(:externalIds AS text[])) AS meant(connection_id, external_id)
       ON r.connection_id = meant.connection_id AND r.external_id = meant.external_id
     WHERE r.kind = 'order' AND r.deleted_at IS NULL`,
    {
      connectionIds: orders.map((each) => each.connectionId),
      externalIds: orders.map((each) => each.externalId),
    }
  )
}

/** What a person has to see to about an order. */
export interface OrderTaskRow {
  readonly id: string
  readonly connectionId: string
  /** The channel's order. */
  readonly externalId: string
  readonly kind: string
  readonly reason: string
  readonly openedAt: Date
}

/** The open tasks of orders, newest first, at most 20 of each. What is about a part of an order names it behind a colon. */
export function tasksOfOrders(run: Run, orders: readonly ExternalOrder[]): Promise<OrderTaskRow[]> {
  return run(
    `SELECT t.id, t.connection_id AS "connectionId", meant.external_id AS "externalId", t.kind, t.reason, t.opened_at AS "openedAt"
     FROM unnest(CAST(:connectionIds AS text[]), CAST(:externalIds AS text[])) AS meant(connection_id, external_id)
     CROSS JOIN LATERAL (
       SELECT * FROM anyshelf_channel_task t
       WHERE t.connection_id = meant.connection_id AND t.closed_at IS NULL AND t.deleted_at IS NULL
         AND (t.subject = meant.external_id OR t.subject IN (meant.external_id || ':shelf', meant.external_id || ':fulfilment'))
       ORDER BY t.opened_at DESC, t.id LIMIT 20) t`,
    {
      connectionIds: orders.map((each) => each.connectionId),
      externalIds: orders.map((each) => each.externalId),
    }
  )
}
