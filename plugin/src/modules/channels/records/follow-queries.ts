import { fromNow, type Sql } from "../sql"

/** Takes a record for a while, for one handling of it. True when it is ours now. */
export async function lockRecord(
  sql: Sql,
  { id, owner, forMs }: { id: string; owner: string; forMs: number }
): Promise<boolean> {
  const rows = await sql(
    `update anyshelf_channel_record set locked_until = ${fromNow}, locked_by = ?
     where id = ? and (locked_until is null or locked_until < now() or locked_by = ?) returning id`,
    [forMs, owner, id, owner]
  )
  return rows.length > 0
}

/** Gives a record back. */
export async function unlockRecord(sql: Sql, { id, owner }: { id: string; owner: string }): Promise<void> {
  await sql(`update anyshelf_channel_record set locked_until = null, locked_by = null where id = ? and locked_by = ?`, [
    id,
    owner,
  ])
}

/** Writes down which copy ours follows. */
export async function saveFollowed(
  sql: Sql,
  { id, fingerprint, waitsFor }: { id: string; fingerprint: string; waitsFor: readonly string[] }
): Promise<void> {
  await sql(
    `update anyshelf_channel_record set fingerprint = ?, waits_for = ?::text[], updated_at = now() where id = ?`,
    [fingerprint, waitsFor, id]
  )
}

/** An order of which ours may become whole, with the copy that it follows. */
export interface Healable {
  readonly id: string
  readonly externalId: string
  readonly payload: unknown
}

/** Names at most `limit` orders, those first that nobody has looked at for longest; none is named again within a minute. */
export function claimHealable(
  sql: Sql,
  { connectionId, limit }: { connectionId: string; limit: number }
): Promise<Healable[]> {
  return sql<Healable>(
    `update anyshelf_channel_record set checked_at = now() where id in (
       select r.id from anyshelf_channel_record r
       where r.connection_id = ? and r.kind = 'order' and r.deleted_at is null and r.state in ('imported', 'oversold')
         and (r.state = 'oversold' or (r.waits_for <> '{}' and exists (
           select 1 from anyshelf_channel_listing l where l.connection_id = r.connection_id and l.external_id = any(r.waits_for)
             and l.state in ('mapped', 'untracked') and l.deleted_at is null)))
         and (r.checked_at is null or r.checked_at < now() - interval '1 minute')
       order by r.checked_at nulls first limit ? for update skip locked)
     returning id, external_id as "externalId", payload`,
    [connectionId, limit]
  )
}

/** Of a page of orders, those whose newest copy ours does not follow. Test orders and the like are followed by being kept. */
export async function findUnfollowed(
  sql: Sql,
  { connectionId, orders }: { connectionId: string; orders: readonly { ref: string; fingerprint: string }[] }
): Promise<string[]> {
  const rows = await sql<{ ref: string }>(
    `select o.ref from jsonb_to_recordset(?::jsonb) as o(ref text, fingerprint text)
     left join anyshelf_channel_record r
       on r.connection_id = ? and r.kind = 'order' and r.external_id = o.ref and r.deleted_at is null
     where r.id is null or (r.state not in ('held', 'cancelled') and r.fingerprint is distinct from o.fingerprint)`,
    [JSON.stringify(orders), connectionId]
  )
  return rows.map(({ ref }) => ref)
}

/** Why our order may not leave yet. */
export async function readHeld(
  sql: Sql,
  orderId: string
): Promise<{ connectionId: string; number: string; reason: string } | null> {
  const rows = await sql<{ connectionId: string; number: string; reason: string }>(
    `select r.connection_id as "connectionId", r.external_number as number, t.reason
     from anyshelf_channel_record r
     join anyshelf_channel_task t on t.connection_id = r.connection_id and t.kind = 'unmapped-line'
       and t.subject = r.external_id and t.closed_at is null and t.deleted_at is null
     where r.order_id = ? and r.kind = 'order' and r.deleted_at is null limit 1`,
    [orderId]
  )
  return rows[0] ?? null
}
