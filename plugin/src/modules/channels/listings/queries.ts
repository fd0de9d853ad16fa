import type { Component } from "../../../domain/channels/publication"
import type { MappedBy } from "../../../domain/channels/match-listing"
import { inBatches, tellBatch, toBatch, type Batch } from "../in-batches"
import type { Sql } from "../sql"

/** A listing as it was read and judged. */
export interface ListingRow {
  readonly id: string
  readonly externalId: string
  readonly productRef: string
  readonly stockRef: string
  readonly title: string
  readonly sku: string | null
  readonly barcode: string | null
  readonly externalUpdatedAt: string
  readonly state: "mapped" | "unmatched" | "ambiguous" | "untracked" | "ignored"
  readonly reason: string | null
  readonly variantId: string | null
  /** What decided; left out, nothing did. */
  readonly mappedBy?: MappedBy | null
  readonly components: readonly Component[]
  readonly inventoryItemIds: readonly string[]
}

/** What a listing is to an order line. */
export interface ListingMatch {
  readonly externalId: string
  readonly state: ListingRow["state"]
  readonly variantId: string | null
  /** How a person said which variant it is; left out or null, nobody did. */
  readonly saidBy?: "hand" | "csv" | null
  /** Null with `saidBy` set: none of ours. */
  readonly saidVariantId?: string | null
  readonly components: readonly Component[]
}

/** Stores listings as read just now. Gives our id of each, and whether anything that decides its number is new. */
export function upsertListings(
  sql: Sql,
  connectionId: string,
  rows: readonly ListingRow[]
): Promise<{ id: string; externalId: string; stockRef: string; state: string; changed: boolean }[]> {
  return sql(
    `with given as (
       select * from jsonb_to_recordset(?::jsonb) as r(id text, "externalId" text, "productRef" text, "stockRef" text,
         title text, sku text, barcode text, "externalUpdatedAt" timestamptz, state text, reason text, "variantId" text,
         "mappedBy" text, components jsonb, "inventoryItemIds" text[])),
     before as (
       select l.external_id, l.state, l.stock_ref, l.components, l.external_updated_at from anyshelf_channel_listing l
       where l.connection_id = ? and l.external_id in (select "externalId" from given) and l.deleted_at is null),
     stored as (
       insert into anyshelf_channel_listing as l (id, connection_id, external_id, product_ref, stock_ref, title, sku, barcode,
         external_updated_at, seen_at, state, reason, variant_id, mapped_by, components, inventory_item_ids)
       select id, ?, "externalId", "productRef", "stockRef", title, sku, barcode, "externalUpdatedAt", now(), state, reason,
         "variantId", "mappedBy", components, "inventoryItemIds" from given order by "externalId"
       on conflict (connection_id, external_id) where deleted_at is null do update set
         product_ref = excluded.product_ref, stock_ref = excluded.stock_ref, title = excluded.title, sku = excluded.sku,
         barcode = excluded.barcode, external_updated_at = excluded.external_updated_at, seen_at = now(),
         state = excluded.state, reason = excluded.reason, variant_id = excluded.variant_id,
         mapped_by = excluded.mapped_by, components = excluded.components, inventory_item_ids = excluded.inventory_item_ids, updated_at = now()
       returning l.id, l.external_id, l.stock_ref, l.state, l.components, l.external_updated_at)
     select s.id, s.external_id as "externalId", s.stock_ref as "stockRef", s.state,
       (b.external_id is null or b.state <> s.state or b.stock_ref <> s.stock_ref
         or b.components is distinct from s.components or b.external_updated_at <> s.external_updated_at) as changed
     from stored s left join before b on b.external_id = s.external_id`,
    [JSON.stringify(rows), connectionId, connectionId]
  )
}

/** Takes away listings that the channel no longer has, with their publications. */
export async function removeListings(sql: Sql, connectionId: string, externalIds: readonly string[]): Promise<void> {
  await sql(
    `with gone as (
       update anyshelf_channel_listing set deleted_at = now(), updated_at = now()
       where connection_id = ? and external_id = any(?) and deleted_at is null returning id)
     update anyshelf_channel_publication p set deleted_at = now(), updated_at = now()
     from gone where p.listing_id = gone.id and p.deleted_at is null`,
    [connectionId, externalIds]
  )
}

/** Some of what a whole reading, begun at `since`, did not give. */
export async function readUnseen(
  sql: Sql,
  { connectionId, since, limit }: { connectionId: string; since: Date; limit: number }
): Promise<string[]> {
  const rows = await sql<{ ref: string }>(
    `select external_id as ref from anyshelf_channel_listing
     where connection_id = ? and seen_at < ? and deleted_at is null order by id limit ?`,
    [connectionId, since, limit]
  )
  return rows.map(({ ref }) => ref)
}

/**
 * Takes away, in batches, what a whole reading, begun at `since`, did not give any more. What the channel tells of meanwhile stays.
 *
 * @returns how many listings are gone
 */
export function removeUnseen(sql: Sql, connectionId: string, since: Date): Promise<number> {
  return inBatches(async (after, limit) =>
    toBatch(
      await sql<Batch>(
        `with hit as (
           select id from anyshelf_channel_listing
           where connection_id = ? and seen_at < ? and deleted_at is null and id > ? order by id limit ? for update),
         done as (
           update anyshelf_channel_listing l set deleted_at = now(), updated_at = now()
           from hit where l.id = hit.id returning l.id),
         retired as (
           update anyshelf_channel_publication p set deleted_at = now(), updated_at = now()
           from done where p.listing_id = done.id and p.deleted_at is null returning p.id)
         ${tellBatch}`,
        [connectionId, since, after, limit]
      )
    )
  )
}

/** Which of our variants some listings are; a listing that we do not know is left out. */
export function readMatches(sql: Sql, connectionId: string, externalIds: readonly string[]): Promise<ListingMatch[]> {
  return sql<ListingMatch>(
    `select external_id as "externalId", state, variant_id as "variantId", said_by as "saidBy",
       said_variant_id as "saidVariantId", coalesce(components, '[]'::jsonb) as components
     from anyshelf_channel_listing where connection_id = ? and external_id = any(?) and deleted_at is null`,
    [connectionId, externalIds]
  )
}
