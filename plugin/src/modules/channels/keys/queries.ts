import type { Sql } from "../sql"

/** A key, as it may be shown. */
export interface KeyRow {
  readonly id: string
  readonly connectionId: string
  readonly title: string
  readonly createdAt: Date
  readonly lastUsedAt: Date | null
  readonly revokedAt: Date | null
}

const columns = `id, connection_id as "connectionId", title, created_at as "createdAt", last_used_at as "lastUsedAt",
  revoked_at as "revokedAt"`

export async function insertKey(
  sql: Sql,
  key: { id: string; connectionId: string; title: string; hash: string }
): Promise<void> {
  await sql(`insert into anyshelf_channel_key (id, connection_id, title, hash) values (?, ?, ?, ?)`, [
    key.id,
    key.connectionId,
    key.title,
    key.hash,
  ])
}

/** The keys of a connection, newest first; a connection has few. */
export function listKeys(sql: Sql, connectionId: string): Promise<KeyRow[]> {
  return sql<KeyRow>(
    `select ${columns} from anyshelf_channel_key where connection_id = ? and deleted_at is null
     order by created_at desc limit 100`,
    [connectionId]
  )
}

/** What a presented key is held against; null when there is no such key, or it was revoked. Notes its use, at most once a minute. */
export async function findKey(sql: Sql, id: string): Promise<{ connectionId: string; hash: string } | null> {
  const rows = await sql<{ connectionId: string; hash: string }>(
    `with used as (
       update anyshelf_channel_key set last_used_at = now()
       where id = ? and revoked_at is null and deleted_at is null
         and (last_used_at is null or last_used_at < now() - interval '1 minute'))
     select connection_id as "connectionId", hash from anyshelf_channel_key
     where id = ? and revoked_at is null and deleted_at is null`,
    [id, id]
  )
  return rows[0] ?? null
}

/** Ends a key. False when it had ended already, or belongs to another connection. */
export async function revokeKey(sql: Sql, key: { id: string; connectionId: string }): Promise<boolean> {
  const rows = await sql(
    `update anyshelf_channel_key set revoked_at = now(), updated_at = now()
     where id = ? and connection_id = ? and revoked_at is null returning id`,
    [key.id, key.connectionId]
  )
  return rows.length > 0
}
