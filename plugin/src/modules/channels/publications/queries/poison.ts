import type { Sql } from "../../sql"

import { raiseVersion } from "./marks"

/** Gives poisoned publications another try: of some listings, or of all when left out. Says which levels they are. */
export async function revive(
  sql: Sql,
  { connectionId, listingIds }: { connectionId: string; listingIds?: readonly string[] | undefined }
): Promise<string[]> {
  const rows = await sql<{ subject: string }>(
    `update anyshelf_channel_publication p
     set state = 'ok', attempts = 0, next_attempt_at = null, pending_key = null, pending_confirm = null, waiting = null,
       poisoned_at = null, ${raiseVersion}
     where connection_id = ? and state = 'poisoned' and deleted_at is null
       and (?::text[] is null or listing_id = any(?::text[]))
     returning stock_ref || '@' || external_location_id as subject`,
    [connectionId, listingIds ?? null, listingIds ?? null]
  )
  return rows.map((row) => row.subject)
}
