import { fromNow, type Sql } from "../sql"

/** What came of asking to work a connection. */
export interface Duty {
  readonly held: boolean
  /**
   * How long ago another process stopped working it, in milliseconds; null when none did, or when it was us: what that process
   * sent still counts against the vendor's rate.
   */
  readonly takenOverAfterMs: number | null
}

/**
 * Takes a connection to work on, or keeps it: the vendor's rate belongs to a shop, and two processes would each use the whole of it.
 * Who does not come back within `leaseMs` loses it.
 */
export async function holdConnection(
  sql: Sql,
  { connectionId, owner, leaseMs }: { connectionId: string; owner: string; leaseMs: number }
): Promise<Duty> {
  const rows = await sql<{ before: string | null; ended: number | null }>(
    `with was as (
       select id, worked_by, worked_until from anyshelf_channel_connection where id = ? for update)
     update anyshelf_channel_connection c set worked_by = ?, worked_until = ${fromNow}
     from was where c.id = was.id and (was.worked_by = ? or was.worked_until is null or was.worked_until < now())
     returning was.worked_by as before, (extract(epoch from now() - was.worked_until) * 1000)::float8 as ended`,
    [connectionId, owner, leaseMs, owner]
  )
  const [row] = rows
  if (!row) return { held: false, takenOverAfterMs: null }
  return { held: true, takenOverAfterMs: row.before === owner || row.before === null ? null : row.ended }
}

/** Lets go of a connection, so that another process takes it at once. */
export async function releaseConnection(
  sql: Sql,
  { connectionId, owner }: { connectionId: string; owner: string }
): Promise<void> {
  await sql(
    `update anyshelf_channel_connection set worked_until = least(worked_until, now()) where id = ? and worked_by = ?`,
    [connectionId, owner]
  )
}
