import type { Sql } from "../../sql"
import { raiseVersion } from "./marks"

const anotherTry = `state = 'ok', attempts = 0, next_attempt_at = null, pending_key = null, pending_confirm = null,
  confirmed_quantity = null, waiting = null, poisoned_at = null, ${raiseVersion}`

/** Publications that one statement gives another try at most. */
export const revivedAtOnce = 1_000

/**
 * Gives poisoned publications another try, at most `revivedAtOnce` of them: of some listings, some by id, or any when both are left
 * out. What the channel shows of them is looked at first. Says which levels they are.
 */
export async function revive(
  sql: Sql,
  request: {
    connectionId: string
    listingIds?: readonly string[] | undefined
    ids?: readonly string[] | undefined
  }
): Promise<string[]> {
  const { connectionId, listingIds = null, ids = null } = request
  const rows = await sql<{ subject: string }>(
    `with hit as (
       select id from anyshelf_channel_publication where connection_id = ? and state = 'poisoned' and deleted_at is null
         and (?::text[] is null or listing_id = any(?::text[])) and (?::text[] is null or id = any(?::text[]))
       order by id limit ${revivedAtOnce} for update)
     update anyshelf_channel_publication p set ${anotherTry} from hit where p.id = hit.id
     returning stock_ref || '@' || external_location_id as subject`,
    [connectionId, listingIds, listingIds, ids, ids]
  )
  return rows.map((row) => row.subject)
}

/**
 * Gives those another try that were given up because the channel contradicted us again and again, once some minutes have passed:
 * whoever wrote against us may have stopped. What the channel refuses for good is left to a person. At most `revivedAtOnce` at a time;
 * says which levels they are.
 *
 * @param conflictsMax - more failures in a row than this are contradictions
 */
export async function reviveCalmed(
  sql: Sql,
  request: { connectionId: string; conflictsMax: number; afterMinutes: number }
): Promise<string[]> {
  const rows = await sql<{ subject: string }>(
    `with hit as (
       select id from anyshelf_channel_publication
       where connection_id = ? and state = 'poisoned' and deleted_at is null and attempts > ?
         and poisoned_at < now() - ?::int * interval '1 minute'
       order by id limit ${revivedAtOnce} for update)
     update anyshelf_channel_publication p set ${anotherTry} from hit where p.id = hit.id
     returning stock_ref || '@' || external_location_id as subject`,
    [request.connectionId, request.conflictsMax, request.afterMinutes]
  )
  return rows.map((row) => row.subject)
}

/** A number that was given up. */
export interface PoisonedRow {
  readonly id: string
  readonly listingId: string
  readonly title: string
  readonly sku: string | null
  readonly stockRef: string
  readonly locationRef: string
  /** The number last decided; null when none was. */
  readonly wanted: number | null
  /** What the channel was last known to show. */
  readonly confirmed: number | null
  readonly attempts: number
  readonly reason: string
  readonly since: Date
}

/** A page of what was given up, the oldest first. */
export async function readPoisoned(
  sql: Sql,
  { connectionId, after, limit }: { connectionId: string; after: string | null; limit: number }
): Promise<PoisonedRow[]> {
  return sql<PoisonedRow>(
    `select p.id, p.listing_id as "listingId", l.title, l.sku, p.stock_ref as "stockRef",
       p.external_location_id as "locationRef", p.wanted_quantity as wanted, p.confirmed_quantity as confirmed, p.attempts,
       coalesce(p.last_error, 'No reason was given.') as reason, coalesce(p.poisoned_at, p.updated_at) as since
     from anyshelf_channel_publication p join anyshelf_channel_listing l on l.id = p.listing_id
     where p.connection_id = ? and p.state = 'poisoned' and p.deleted_at is null
       and (?::text is null or (p.poisoned_at, p.id) > (select q.poisoned_at, q.id from anyshelf_channel_publication q where q.id = ?))
     order by p.poisoned_at, p.id limit ?`,
    [connectionId, after, after, limit]
  )
}

/** How many are given up. */
export async function countPoisoned(sql: Sql, connectionId: string): Promise<number> {
  const rows = await sql<{ count: number }>(
    `select count(*)::int as count from anyshelf_channel_publication
     where connection_id = ? and state = 'poisoned' and deleted_at is null`,
    [connectionId]
  )
  return rows[0]?.count ?? 0
}
