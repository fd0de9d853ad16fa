import type { Sql } from "../../sql"
import { markDirty } from "./marks"

/**
 * Notes what the channel shows of one article. When that is not what we believed, our number is asserted anew, after the
 * channel's orders have been read. Gives true when it was news.
 */
export async function observe(
  sql: Sql,
  shown: { connectionId: string; stockRef: string; locationRef: string; available: number }
): Promise<boolean> {
  const rows = await sql(
    `update anyshelf_channel_publication p
     set confirmed_quantity = ?, confirmed_at = now(), drain_first = true, ${markDirty}
     where connection_id = ? and stock_ref = ? and external_location_id = ? and deleted_at is null
       and confirmed_quantity is distinct from ?::int returning id`,
    [shown.available, shown.connectionId, shown.stockRef, shown.locationRef, shown.available]
  )
  return rows.length > 0
}
