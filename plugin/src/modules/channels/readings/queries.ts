import type { Sql } from "../sql"

/** How far a whole reading of a feed has come. */
export interface Reading {
  readonly cursor: string | null
  /** Null while none is under way. */
  readonly startedAt: Date | null
  readonly finishedAt: Date | null
  readonly wantedAt: Date | null
  readonly done: number
  readonly total: number | null
  readonly found: number
  readonly pages: number
  /** Pages of the last whole reading; 0 before the first. */
  readonly lastPages: number
  /** The database's clock. */
  readonly asOf: Date
}

/** Names a feed of a connection. */
export interface FeedOf {
  readonly connectionId: string
  readonly feed: string
}

const told = `cursor, case when finished_at is null or started_at > finished_at then started_at end as "startedAt",
  finished_at as "finishedAt", wanted_at as "wantedAt", done, total, found, pages, last_pages as "lastPages", now() as "asOf"`

/** Makes sure of the row of a feed's whole reading, and gives it. */
export async function openSweep(sql: Sql, { connectionId, feed }: FeedOf): Promise<Reading> {
  const [row] = await sql<Reading>(
    `insert into anyshelf_channel_reading (id, connection_id, feed, kind) values (?, ?, ?, 'sweep')
     on conflict (connection_id, feed, kind) where deleted_at is null do update set updated_at = now()
     returning ${told}`,
    [`${connectionId}:${feed}:sweep`, connectionId, feed]
  )
  if (!row)
    throw new Error(`The reading of ${feed} of ${connectionId} could not be stored; the database gave no row back.`)
  return row
}

/** Begins a whole reading from the start of its feed. */
export async function startSweep(sql: Sql, { connectionId, feed }: FeedOf): Promise<void> {
  await sql(
    `update anyshelf_channel_reading set cursor = null, started_at = now(), done = 0, total = null, found = 0,
       last_pages = case when pages > 0 then pages else last_pages end, pages = 0, updated_at = now()
     where connection_id = ? and feed = ? and kind = 'sweep' and deleted_at is null`,
    [connectionId, feed]
  )
}

/** Keeps the place after a page, so that who is killed goes on where it stopped; a null cursor ends the reading. */
export async function saveSweep(
  sql: Sql,
  page: FeedOf & {
    readonly cursor: string | null
    readonly done: number
    readonly total: number | null
    readonly found: number
  }
): Promise<void> {
  await sql(
    `update anyshelf_channel_reading set cursor = ?, done = done + ?, total = coalesce(?, total), found = found + ?,
       pages = pages + 1, finished_at = case when ?::text is null then now() else finished_at end,
       wanted_at = case when ?::text is not null or wanted_at > started_at then wanted_at end,
       drained_at = case when ?::text is null then started_at else drained_at end, updated_at = now()
     where connection_id = ? and feed = ? and kind = 'sweep' and deleted_at is null`,
    [
      page.cursor,
      page.done,
      page.total,
      page.found,
      page.cursor,
      page.cursor,
      page.cursor,
      page.connectionId,
      page.feed,
    ]
  )
}

/** Has all feeds of a connection that are read as a whole read at once: it was away, or was not heard. */
export async function wantSweeps(sql: Sql, connectionId: string): Promise<void> {
  await sql(
    `update anyshelf_channel_reading set wanted_at = now(), updated_at = now()
     where connection_id = ? and kind = 'sweep' and deleted_at is null`,
    [connectionId]
  )
}

/** Keeps when the webhooks of a connection were looked at, and whether something had to be mended. */
export async function saveWebhookCheck(
  sql: Sql,
  { connectionId, mended }: { connectionId: string; mended: boolean }
): Promise<void> {
  await sql(
    `update anyshelf_channel_connection set webhooks_checked_at = now(),
       webhooks_mended_at = case when ?::boolean then now() else webhooks_mended_at end, updated_at = now()
     where id = ?`,
    [mended, connectionId]
  )
}
