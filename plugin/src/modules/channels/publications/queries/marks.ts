import { inBatches, tellBatch, toBatch, type Batch } from "../../in-batches"
import type { Sql } from "../../sql"

/** A row becomes dirty once, and stays as old as its first unanswered reason. */
export const raiseVersion = `dirty_version = p.dirty_version + 1, updated_at = now(),
  dirty_at = case when p.dirty_version > p.settled_version then p.dirty_at else now() end`

/** A number that waits on purpose is decided anew: it may have to fall now. One that failed keeps its wait. */
export const markDirty = `${raiseVersion},
  next_attempt_at = case when p.waiting is null then p.next_attempt_at end`

/** Makes sure that each mapped listing has a publication at each place. New ones are due at once. */
export async function ensurePublications(
  sql: Sql,
  rows: readonly { id: string; connectionId: string; listingId: string; stockRef: string; locationRef: string }[]
): Promise<void> {
  await sql(
    `insert into anyshelf_channel_publication
       (id, connection_id, listing_id, stock_ref, external_location_id, dirty_version, dirty_at)
     select r.id, r."connectionId", r."listingId", r."stockRef", r."locationRef", 1, now()
     from jsonb_to_recordset(?::jsonb)
       as r(id text, "connectionId" text, "listingId" text, "stockRef" text, "locationRef" text)
     on conflict (connection_id, stock_ref, external_location_id) where deleted_at is null
     do update set listing_id = excluded.listing_id, dirty_version = anyshelf_channel_publication.dirty_version + 1,
       dirty_at = coalesce(anyshelf_channel_publication.dirty_at, now()), updated_at = now()
     where anyshelf_channel_publication.listing_id <> excluded.listing_id`,
    [JSON.stringify(rows)]
  )
}

/**
 * Marks every publication that shows one of these stock items. Gives the connections that have work now.
 *
 * @param changedAt - by item, when its stock changed, where that is why
 */
export async function markByItems(
  sql: Sql,
  inventoryItemIds: readonly string[],
  changedAt: Readonly<Record<string, string>> = {}
): Promise<string[]> {
  const rows = await sql<{ connection_id: string }>(
    `with hit as (
       select p.id, (
         select min(c.value::timestamptz) from jsonb_each_text(?::jsonb) c where c.key = any(l.inventory_item_ids)
       ) as changed_at
       from anyshelf_channel_publication p join anyshelf_channel_listing l on l.id = p.listing_id
       where l.inventory_item_ids && ?::text[] and l.state = 'mapped' and l.deleted_at is null and p.deleted_at is null
       order by p.id for update of p),
     marked as (
       update anyshelf_channel_publication p set urgent = true,
         stock_changed_at = least(p.stock_changed_at, hit.changed_at), ${markDirty} from hit where p.id = hit.id
       returning p.connection_id)
     select distinct connection_id from marked`,
    [JSON.stringify(changedAt), inventoryItemIds]
  )
  return rows.map((row) => row.connection_id)
}

/** Marks all publications of some listings of a connection; of all, in batches, when left out: a rule about them changed. */
export async function markByListings(
  sql: Sql,
  { connectionId, listingIds }: { connectionId: string; listingIds?: readonly string[] | undefined }
): Promise<void> {
  if (!listingIds) return void (await inBatches((after, limit) => markNext(sql, { connectionId, after, limit })))
  await sql(
    `with hit as (
       select id from anyshelf_channel_publication p
       where connection_id = ? and deleted_at is null and listing_id = any(?::text[]) order by id for update)
     update anyshelf_channel_publication p set ${markDirty} from hit where p.id = hit.id`,
    [connectionId, listingIds]
  )
}

async function markNext(
  sql: Sql,
  { connectionId, after, limit }: { connectionId: string; after: string; limit: number }
): Promise<Batch> {
  const rows = await sql<Batch>(
    `with hit as (
       select id from anyshelf_channel_publication
       where connection_id = ? and deleted_at is null and id > ? order by id limit ? for update),
     done as (update anyshelf_channel_publication p set ${markDirty} from hit where p.id = hit.id returning p.id)
     ${tellBatch}`,
    [connectionId, after, limit]
  )
  return toBatch(rows)
}
