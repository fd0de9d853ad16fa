import type { Sharer } from "../../../../domain/channels/publishing-mode"
import { inBatches, tellBatch, toBatch, type Batch } from "../../in-batches"
import type { Sql } from "../../sql"
import { markDirty } from "./marks"

/** Writes down how a connection shows what others sell too, so that they reckon with it. Nothing is written when nothing changed. */
export async function saveMode(
  sql: Sql,
  { connectionId, publishing }: { connectionId: string; publishing: Sharer["publishing"] }
): Promise<boolean> {
  const rows = await sql(
    `update anyshelf_channel_connection set published_mode = ?::jsonb, updated_at = now()
     where id = ? and published_mode is distinct from ?::jsonb returning id`,
    [JSON.stringify(publishing), connectionId, JSON.stringify(publishing)]
  )
  return rows.length > 0
}

/** Marks, in batches, what other connections show of the articles that this one lists: how this one shows them has changed. */
export async function markSharers(sql: Sql, connectionId: string): Promise<void> {
  await inBatches(async (after, limit) =>
    toBatch(
      await sql<Batch>(
        `with hit as (
           select p.id from anyshelf_channel_publication p
           join anyshelf_channel_listing l on l.id = p.listing_id and l.state = 'mapped' and l.deleted_at is null
           where p.connection_id <> ? and p.deleted_at is null and p.id > ? and exists (
             select 1 from anyshelf_channel_listing o where o.connection_id = ? and o.state = 'mapped' and o.deleted_at is null
               and o.inventory_item_ids && l.inventory_item_ids)
           order by p.id limit ? for update of p),
         done as (update anyshelf_channel_publication p set ${markDirty} from hit where p.id = hit.id returning p.id)
         ${tellBatch}`,
        [connectionId, after, connectionId, limit]
      )
    )
  )
}

/** The other connections that list the article of each publication, and the most that they may be showing of it. */
export function readSharers(
  sql: Sql,
  publicationIds: readonly string[]
): Promise<(Sharer & { publicationId: string })[]> {
  return sql<Sharer & { publicationId: string }>(
    `select mine.id as "publicationId", c.id as "connectionId", c.published_mode as publishing,
       coalesce(sum(greatest(p.confirmed_quantity, case when p.pending_key is not null then p.pending_quantity end)), 0)::int
         as exposed
     from (
       select p.id, p.connection_id, l.inventory_item_ids from anyshelf_channel_publication p
       join anyshelf_channel_listing l on l.id = p.listing_id where p.id = any(?)) mine
     join anyshelf_channel_listing o on o.inventory_item_ids && mine.inventory_item_ids
       and o.connection_id <> mine.connection_id and o.state = 'mapped' and o.deleted_at is null
     join anyshelf_channel_connection c on c.id = o.connection_id and c.deleted_at is null and c.published_mode is not null
     left join anyshelf_channel_publication p on p.listing_id = o.id and p.deleted_at is null
     group by mine.id, c.id, c.published_mode`,
    [publicationIds]
  )
}
