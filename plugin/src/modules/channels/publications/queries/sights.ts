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

/** Publications that have never been confirmed, so that the channel's number is not known. */
export async function countUnseen(sql: Sql, connectionId: string): Promise<number> {
  const rows = await sql<{ count: string }>(
    `select count(*) from anyshelf_channel_publication
     where connection_id = ? and deleted_at is null and confirmed_quantity is null and state = 'ok'`,
    [connectionId]
  )
  return Number(rows[0]?.count ?? 0)
}

/** Notes what the channel shows of many articles that were never seen before; known ones are left to `observe`. */
export async function firstSight(
  sql: Sql,
  connectionId: string,
  levels: readonly { stockRef: string; locationRef: string; available: number }[]
): Promise<void> {
  await sql(
    `update anyshelf_channel_publication p set confirmed_quantity = r.available, confirmed_at = now(), updated_at = now()
     from jsonb_to_recordset(?::jsonb) as r("stockRef" text, "locationRef" text, available int)
     where p.connection_id = ? and p.stock_ref = r."stockRef" and p.external_location_id = r."locationRef"
       and p.deleted_at is null and p.confirmed_quantity is null`,
    [JSON.stringify(levels), connectionId]
  )
}
