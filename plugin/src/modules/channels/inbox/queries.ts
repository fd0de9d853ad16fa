import { fromNow, type Sql } from "../sql"

/** Where to look, as a webhook hinted. */
export interface InboxHint {
  readonly feed: string
  readonly ref: string
}

/** A claimed webhook. */
export interface InboxItem {
  readonly id: string
  readonly hints: readonly InboxHint[]
  readonly attempts: number
}

/** A verified webhook that is to be stored. */
export interface NewWebhook {
  readonly id: string
  readonly connectionId: string
  readonly dedupe: string
  readonly hints: readonly InboxHint[]
}

/** Stores webhooks and gives the ids of those that are new. The unique key is the lock: of one that came often, one is new. */
export async function insertWebhooks(sql: Sql, webhooks: readonly NewWebhook[]): Promise<string[]> {
  const rows = await sql<{ id: string }>(
    `insert into anyshelf_channel_inbox (id, connection_id, dedupe, feed, hints, received_at)
     select w.id, w."connectionId", w.dedupe, coalesce(w.hints->0->>'feed', 'none'), w.hints, now()
     from jsonb_to_recordset(?::jsonb) as w(id text, "connectionId" text, dedupe text, hints jsonb)
     order by w."connectionId", w.dedupe
     on conflict (connection_id, dedupe) where deleted_at is null do nothing returning id`,
    [JSON.stringify(webhooks)]
  )
  return rows.map(({ id }) => id)
}

/** How many webhooks of a connection wait to be looked up; counted no further than `upTo`. */
export async function countWaiting(
  sql: Sql,
  { connectionId, upTo }: { connectionId: string; upTo: number }
): Promise<number> {
  const [row] = await sql<{ count: number }>(
    `select count(*)::int as count from (
       select 1 from anyshelf_channel_inbox where connection_id = ? and done_at is null and deleted_at is null limit ?) waiting`,
    [connectionId, upTo]
  )
  return row?.count ?? 0
}

/** Takes waiting webhooks about orders, or about all else, for a while, oldest first; another worker skips them until the lease ends. */
export function claimWebhooks(
  sql: Sql,
  claim: { connectionId: string; orders: boolean; owner: string; limit: number; leaseMs: number }
): Promise<InboxItem[]> {
  return sql<InboxItem>(
    `update anyshelf_channel_inbox set leased_until = ${fromNow}, leased_by = ?, attempts = attempts + 1, updated_at = now()
     where id in (
       select id from anyshelf_channel_inbox
       where connection_id = ? and (feed = 'orders') = ? and done_at is null
         and (leased_until is null or leased_until < now()) and (next_attempt_at is null or next_attempt_at <= now())
       order by received_at limit ? for update skip locked)
     returning id, hints, attempts`,
    [claim.leaseMs, claim.owner, claim.connectionId, claim.orders, claim.limit]
  )
}

/** Marks claimed webhooks as dealt with; a worker that lost its lease changes nothing. */
export async function settleWebhooks(
  sql: Sql,
  settle: { ids: readonly string[]; owner: string; error?: string | undefined }
): Promise<void> {
  await sql(
    `update anyshelf_channel_inbox set done_at = now(), leased_until = null, last_error = ?, updated_at = now()
     where id = any(?) and leased_by = ? and done_at is null`,
    [settle.error ?? null, settle.ids, settle.owner]
  )
}

/** Puts a claimed webhook back, to be tried again after a while. A try that `counts` not was no failure of the webhook's own. */
export async function postponeWebhook(
  sql: Sql,
  postpone: { id: string; owner: string; afterMs: number; error: string; counts: boolean }
): Promise<void> {
  await sql(
    `update anyshelf_channel_inbox
     set next_attempt_at = ${fromNow}, leased_until = null, last_error = ?, updated_at = now(),
       attempts = attempts - case when ?::boolean then 0 else 1 end
     where id = ? and leased_by = ? and done_at is null`,
    [postpone.afterMs, postpone.error, postpone.counts, postpone.id, postpone.owner]
  )
}

/** Forgets at most 1,000 webhooks that were dealt with more than `days` ago; no vendor repeats one for so long. */
export async function forgetWebhooks(sql: Sql, { days }: { days: number }): Promise<void> {
  await sql(
    `delete from anyshelf_channel_inbox where id in (
       select id from anyshelf_channel_inbox where done_at < now() - ?::int * interval '1 day' limit 1000)`,
    [days]
  )
}
