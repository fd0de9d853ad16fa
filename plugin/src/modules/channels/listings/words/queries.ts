import type { MappedBy } from "../../../../domain/channels/match-listing"
import type { Component } from "../../../../domain/channels/publication"
import type { Sql } from "../../sql"

/** What a person said of one listing, and what comes of it until the channel gives the listing again. */
export interface SaidOfListing {
  readonly externalId: string
  /** Null takes the word back. */
  readonly saidBy: "hand" | "csv" | null
  /** Null with `saidBy` set: none of ours. */
  readonly variantId: string | null
  readonly state: "mapped" | "unmatched" | "untracked" | "ignored"
  readonly reason: string | null
  readonly mappedBy: MappedBy | null
  readonly components: readonly Component[]
}

/**
 * Writes down what a person said of some listings. What is mapped no more is published no more. Gives our ids of those that changed;
 * one that says so already, or that the channel no longer has, is left out.
 */
export async function sayOfListings(
  sql: Sql,
  connectionId: string,
  said: readonly SaidOfListing[]
): Promise<{ id: string; externalId: string; state: SaidOfListing["state"] }[]> {
  const rows = said.map((each) => ({ ...each, items: each.components.map(({ inventoryItemId }) => inventoryItemId) }))
  return sql(
    `with given as (
       select * from jsonb_to_recordset(?::jsonb) as r("externalId" text, "saidBy" text, "variantId" text, state text, reason text,
         "mappedBy" text, components jsonb, items text[])),
     said as (
       update anyshelf_channel_listing l set said_by = g."saidBy", said_variant_id = g."variantId", state = g.state,
         reason = g.reason, variant_id = g."variantId", mapped_by = g."mappedBy", components = g.components,
         inventory_item_ids = g.items, updated_at = now()
       from given g
       where l.connection_id = ? and l.external_id = g."externalId" and l.deleted_at is null
         and (l.said_by is distinct from g."saidBy" or l.said_variant_id is distinct from g."variantId"
           or l.state is distinct from g.state)
       returning l.id, l.external_id, l.state),
     gone as (
       update anyshelf_channel_publication p set deleted_at = now(), updated_at = now()
       from said where p.listing_id = said.id and said.state <> 'mapped' and p.deleted_at is null)
     select id, external_id as "externalId", state from said`,
    [JSON.stringify(rows), connectionId]
  )
}
