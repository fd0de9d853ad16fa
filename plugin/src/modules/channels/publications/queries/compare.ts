import type { Sql } from "../../sql"
import { markDirty } from "./marks"

/** What the channel showed of one level, as a page of its feed gave it. */
export interface ShownLevel {
  readonly stockRef: string
  readonly locationRef: string
  readonly available: number
}

/**
 * Compares a page of levels with what we believe. One that differs is decided anew after the channel's orders have been read. What
 * was written or looked at since the page was asked for is left alone: there the page is the older word. What was never seen before
 * is learned, so that the first write can expect it.
 *
 * @param askedMs - how long ago the page was asked for
 * @returns how many were not as we believed
 */
export async function compareLevels(
  sql: Sql,
  { connectionId, levels, askedMs }: { connectionId: string; levels: readonly ShownLevel[]; askedMs: number }
): Promise<number> {
  const rows = await sql<{ is_new: boolean }>(
    `with hit as (
       select p.id, r.available, p.confirmed_quantity is null as is_new
       from jsonb_to_recordset(?::jsonb) as r("stockRef" text, "locationRef" text, available int)
       join anyshelf_channel_publication p on p.connection_id = ? and p.stock_ref = r."stockRef"
         and p.external_location_id = r."locationRef" and p.deleted_at is null
       where p.confirmed_quantity is distinct from r.available and p.pending_key is null
         and (p.leased_until is null or p.leased_until < now())
         and (p.confirmed_at is null or p.confirmed_at < now() - ?::bigint * interval '1 millisecond')
       order by p.id for update of p)
     update anyshelf_channel_publication p
     set confirmed_quantity = hit.available, confirmed_at = now(), drain_first = not hit.is_new, ${markDirty}
     from hit where p.id = hit.id returning hit.is_new`,
    [JSON.stringify(levels), connectionId, Math.ceil(askedMs)]
  )
  return rows.filter((row) => !row.is_new).length
}

/** Takes away publications of listings that are mapped no more, or whose stock the channel keeps under another name now. */
export async function retirePublications(sql: Sql, listingIds: readonly string[]): Promise<void> {
  await sql(
    `update anyshelf_channel_publication p set deleted_at = now(), updated_at = now()
     from anyshelf_channel_listing l
     where l.id = any(?) and p.listing_id = l.id and p.deleted_at is null
       and (l.state <> 'mapped' or p.stock_ref <> l.stock_ref)`,
    [listingIds]
  )
}
