import { inBatches, tellBatch, toBatch, type Batch } from "../../in-batches"
import type { Sql } from "../../sql"

/** A level that is to be shown and has no publication yet. */
export interface MissingLevel {
  readonly listingId: string
  readonly stockRef: string
  readonly locationRef: string
}

/** Levels of mapped listings, at these places, that have no publication: at most `limit`. */
export function readMissingLevels(
  sql: Sql,
  { connectionId, places, limit }: { connectionId: string; places: readonly string[]; limit: number }
): Promise<MissingLevel[]> {
  return sql<MissingLevel>(
    `select distinct on (l.stock_ref, place.ref) l.id as "listingId", l.stock_ref as "stockRef", place.ref as "locationRef"
     from anyshelf_channel_listing l cross join unnest(?::text[]) as place(ref)
     where l.connection_id = ? and l.state = 'mapped' and l.deleted_at is null and not exists (
       select 1 from anyshelf_channel_publication p where p.connection_id = l.connection_id and p.stock_ref = l.stock_ref
         and p.external_location_id = place.ref and p.deleted_at is null)
     order by l.stock_ref, place.ref, l.id limit ?`,
    [places, connectionId, limit]
  )
}

/** Takes away, in batches, publications at places that are no longer mapped. */
export async function removeOtherPlaces(sql: Sql, connectionId: string, places: readonly string[]): Promise<void> {
  await inBatches(async (after, limit) =>
    toBatch(
      await sql<Batch>(
        `with hit as (
           select id from anyshelf_channel_publication where connection_id = ? and deleted_at is null
             and not external_location_id = any(?) and id > ? order by id limit ? for update),
         done as (
           update anyshelf_channel_publication p set deleted_at = now(), updated_at = now()
           from hit where p.id = hit.id returning p.id)
         ${tellBatch}`,
        [connectionId, places, after, limit]
      )
    )
  )
}
