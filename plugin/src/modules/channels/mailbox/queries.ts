import type { ChannelRecord, Feed, Tombstone } from "@anyshelf/connector-kit"
import type { Sql } from "../sql"

/** A word about one thing, as its connector sent it. */
export interface Mail {
  readonly id: string
  readonly inboxId: string
  readonly word: ChannelRecord | Tombstone
  /** When the channel changed it; for what is gone, when that was told. */
  readonly updatedAt: string
}

/** What the mailbox has of a thing. */
export interface MailRow {
  readonly ref: string
  readonly revision: number
  /** Null when the channel no longer has it. */
  readonly record: ChannelRecord | null
}

/**
 * Keeps what is news, and puts a hint into the inbox for each, in one statement: what is kept is looked at, whoever dies. The same
 * word again, or an older one, changes nothing. Gives the things that were news. The connection's row is the lock, so revisions
 * become visible in their order and no reader passes one by.
 */
export function deliver(sql: Sql, connectionId: string, mail: readonly Mail[]): Promise<{ feed: Feed; ref: string }[]> {
  const rows = mail.map(({ id, inboxId, word, updatedAt }, n) => ({
    n,
    id,
    inboxId,
    feed: word.feed,
    ref: word.ref,
    updatedAt,
    record: "deleted" in word ? null : word,
  }))
  return sql<{ feed: Feed; ref: string }>(
    `with given as (
       select * from jsonb_to_recordset(?::jsonb)
         as r(n int, id text, "inboxId" text, feed text, ref text, "updatedAt" timestamptz, record jsonb)),
     counted as (
       update anyshelf_channel_connection set mailbox_revision = mailbox_revision + ?::int where id = ? returning mailbox_revision),
     stored as (
       insert into anyshelf_channel_mailbox as m (id, connection_id, feed, ref, external_updated_at, revision, record)
       select g.id, ?, g.feed, g.ref, g."updatedAt", c.mailbox_revision - ?::int + 1 + g.n, nullif(g.record, 'null'::jsonb)
       from given g cross join counted c order by g.feed, g.ref
       on conflict (connection_id, feed, ref) where deleted_at is null
       do update set external_updated_at = excluded.external_updated_at, revision = excluded.revision, record = excluded.record,
         updated_at = now()
       where excluded.external_updated_at > m.external_updated_at
         or (excluded.external_updated_at = m.external_updated_at and excluded.record is distinct from m.record)
       returning m.feed, m.ref, m.revision),
     hinted as (
       insert into anyshelf_channel_inbox (id, connection_id, dedupe, feed, hints, received_at)
       select g."inboxId", ?, 'mail:' || s.revision, s.feed,
         jsonb_build_array(jsonb_build_object('feed', s.feed, 'ref', s.ref)), now()
       from stored s join given g on g.feed = s.feed and g.ref = s.ref
       on conflict (connection_id, dedupe) where deleted_at is null do nothing)
     select feed, ref from stored`,
    [JSON.stringify(rows), mail.length, connectionId, connectionId, mail.length, connectionId]
  )
}

/** What was told of a feed after a revision, in the order in which it was told. */
export function readMail(
  sql: Sql,
  page: { connectionId: string; feed: Feed; after: number; limit: number }
): Promise<MailRow[]> {
  return sql<MailRow>(
    `select ref, revision, record from anyshelf_channel_mailbox
     where connection_id = ? and feed = ? and revision > ? and deleted_at is null order by revision limit ?`,
    [page.connectionId, page.feed, page.after, page.limit]
  )
}

/** The last word about one thing; null when there never was one. */
export async function readLetter(
  sql: Sql,
  letter: { connectionId: string; feed: Feed; ref: string }
): Promise<MailRow | null> {
  const rows = await sql<MailRow>(
    `select ref, revision, record from anyshelf_channel_mailbox
     where connection_id = ? and feed = ? and ref = ? and deleted_at is null`,
    [letter.connectionId, letter.feed, letter.ref]
  )
  return rows[0] ?? null
}
