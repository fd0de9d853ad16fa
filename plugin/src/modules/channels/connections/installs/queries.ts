import { fromNow, type Sql } from "../../sql"

/** An attempt to connect a shop by clicking, as it is kept. */
export interface InstallAttempt {
  /** SHA-256 of the state, in hex. */
  readonly stateHash: string
  readonly connectionId: string
  /** SHA-256 of what the browser keeps, in hex. */
  readonly browserHash: string
  readonly actorId: string
  readonly redirectUri: string
}

/** Keeps an attempt. Those that ended more than a day ago are forgotten by the way. */
export async function insertInstall(sql: Sql, attempt: InstallAttempt & { readonly ttlMs: number }): Promise<void> {
  await sql(
    `with old as (delete from anyshelf_channel_install where expires_at < now() - interval '1 day')
     insert into anyshelf_channel_install (id, connection_id, browser_hash, actor_id, redirect_uri, expires_at)
     values (?, ?, ?, ?, ?, ${fromNow})`,
    [attempt.stateHash, attempt.connectionId, attempt.browserHash, attempt.actorId, attempt.redirectUri, attempt.ttlMs]
  )
}

/** Uses an attempt up: of any number of tries at once, one gets it. Null for all that is not this attempt, in time, for the first time. */
export async function takeInstall(
  sql: Sql,
  attempt: Pick<InstallAttempt, "stateHash" | "connectionId" | "browserHash">
): Promise<{ redirectUri: string; actorId: string } | null> {
  const rows = await sql<{ redirectUri: string; actorId: string }>(
    `update anyshelf_channel_install set used_at = now(), updated_at = now()
     where id = ? and connection_id = ? and browser_hash = ? and used_at is null and expires_at > now()
       and deleted_at is null
     returning redirect_uri as "redirectUri", actor_id as "actorId"`,
    [attempt.stateHash, attempt.connectionId, attempt.browserHash]
  )
  return rows[0] ?? null
}
