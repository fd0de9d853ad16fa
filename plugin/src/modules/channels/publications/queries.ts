import type { Component, DuePublication, PublicationOutcome } from "../../../domain/channels/publication"
import { fromNow, type Sql } from "../sql"

/** A row becomes dirty once, and stays as old as its first unanswered reason. */
const markDirty = `dirty_version = p.dirty_version + 1, updated_at = now(),
  dirty_at = case when p.dirty_version > p.settled_version then p.dirty_at else now() end`

/** Makes sure that each mapped listing has a publication at each place. New ones are due at once. */
export async function ensurePublications(
  sql: Sql,
  rows: readonly { id: string; connectionId: string; listingId: string; stockRef: string; locationRef: string }[]
): Promise<void> {
  await sql(
    `insert into anyshelf_channel_publication
       (id, connection_id, listing_id, stock_ref, external_location_id, dirty_version, dirty_at)
     select r.id, r."connectionId", r."listingId", r."stockRef", r."locationRef", 1, now()
     from jsonb_to_recordset(?::jsonb)
       as r(id text, "connectionId" text, "listingId" text, "stockRef" text, "locationRef" text)
     on conflict (connection_id, stock_ref, external_location_id) where deleted_at is null
     do update set listing_id = excluded.listing_id, dirty_version = anyshelf_channel_publication.dirty_version + 1,
       dirty_at = coalesce(anyshelf_channel_publication.dirty_at, now()), updated_at = now()
     where anyshelf_channel_publication.listing_id <> excluded.listing_id`,
    [JSON.stringify(rows)]
  )
}

/** Marks every publication that shows one of these stock items. Gives the connections that have work now. */
export async function markByItems(sql: Sql, inventoryItemIds: readonly string[]): Promise<string[]> {
  const rows = await sql<{ connection_id: string }>(
    `with hit as (
       select p.id from anyshelf_channel_publication p
       join anyshelf_channel_listing l on l.id = p.listing_id
       where l.inventory_item_ids && ?::text[] and l.state = 'mapped' and l.deleted_at is null and p.deleted_at is null
       order by p.id for update of p),
     marked as (
       update anyshelf_channel_publication p set urgent = true, ${markDirty} from hit where p.id = hit.id
       returning p.connection_id)
     select distinct connection_id from marked`,
    [inventoryItemIds]
  )
  return rows.map((row) => row.connection_id)
}

/** Marks all publications of some listings of a connection, of all when left out: a rule about them changed. */
export async function markByListings(
  sql: Sql,
  { connectionId, listingIds }: { connectionId: string; listingIds?: readonly string[] | undefined }
): Promise<void> {
  await sql(
    `with hit as (
       select id from anyshelf_channel_publication p
       where connection_id = ? and deleted_at is null and (?::text[] is null or listing_id = any(?::text[]))
       order by id for update)
     update anyshelf_channel_publication p set ${markDirty} from hit where p.id = hit.id`,
    [connectionId, listingIds ?? null, listingIds ?? null]
  )
}

/** Gives poisoned publications another try: of some listings, or of all when left out. Says which levels they are. */
export async function revive(
  sql: Sql,
  { connectionId, listingIds }: { connectionId: string; listingIds?: readonly string[] | undefined }
): Promise<string[]> {
  const rows = await sql<{ subject: string }>(
    `update anyshelf_channel_publication p
     set state = 'ok', attempts = 0, next_attempt_at = null, pending_key = null, pending_confirm = null, ${markDirty}
     where connection_id = ? and state = 'poisoned' and deleted_at is null
       and (?::text[] is null or listing_id = any(?::text[]))
     returning stock_ref || '@' || external_location_id as subject`,
    [connectionId, listingIds ?? null, listingIds ?? null]
  )
  return rows.map((row) => row.subject)
}

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

/** Takes due publications for a while, urgent ones first, then the oldest. */
export async function claimDue(
  sql: Sql,
  claim: { connectionId: string; owner: string; limit: number; leaseMs: number }
): Promise<DuePublication[]> {
  const rows = await sql<ClaimedRow>(
    `update anyshelf_channel_publication p set leased_until = ${fromNow}, leased_by = ?, updated_at = now()
     from anyshelf_channel_listing l
     where l.id = p.listing_id and p.id in (
       select d.id from anyshelf_channel_publication d
       join anyshelf_channel_listing dl on dl.id = d.listing_id and dl.state = 'mapped' and dl.deleted_at is null
       where d.connection_id = ? and d.deleted_at is null and d.dirty_version > d.settled_version and d.state = 'ok'
         and (d.leased_until is null or d.leased_until < now())
         and (d.next_attempt_at is null or d.next_attempt_at <= now())
       order by d.urgent desc, d.dirty_at, d.id limit ? for update of d skip locked)
     returning p.id, p.stock_ref, p.external_location_id, l.components, p.dirty_version, p.drain_first,
       p.confirmed_quantity, p.sequence, p.attempts, p.pending_key, p.pending_quantity, p.pending_expected, p.pending_confirm`,
    [claim.leaseMs, claim.owner, claim.connectionId, claim.limit]
  )
  return rows.map(toDue)
}

interface ClaimedRow {
  id: string
  stock_ref: string
  external_location_id: string
  components: Component[] | null
  dirty_version: number
  drain_first: boolean
  confirmed_quantity: number | null
  sequence: number
  attempts: number
  pending_key: string | null
  pending_quantity: number | null
  pending_expected: number | null
  pending_confirm: string | null
}

function toDue(row: ClaimedRow): DuePublication {
  const { pending_key: key, pending_quantity: quantity } = row
  return {
    id: row.id,
    stockRef: row.stock_ref,
    locationRef: row.external_location_id,
    components: row.components ?? [],
    dirtyVersion: row.dirty_version,
    drainFirst: row.drain_first,
    confirmedQuantity: row.confirmed_quantity,
    sequence: row.sequence,
    attempts: row.attempts,
    pending:
      key === null || quantity === null
        ? null
        : { key, quantity, expected: row.pending_expected, confirm: row.pending_confirm },
  }
}

/**
 * Writes down what is about to be sent, before it is sent: who is killed in between leaves a command of unknown outcome and
 * not a forgotten one. Gives the ids that are still ours; a worker that lost its lease sends nothing.
 */
export async function recordIntents(
  sql: Sql,
  owner: string,
  intents: readonly { id: string; key: string; quantity: number; expected: number | null; sequence: number }[]
): Promise<Set<string>> {
  const rows = await sql<{ id: string }>(
    `update anyshelf_channel_publication p
     set pending_key = r.key, pending_quantity = r.quantity, pending_expected = r.expected, pending_confirm = null,
       wanted_quantity = r.quantity, sequence = r.sequence, updated_at = now()
     from jsonb_to_recordset(?::jsonb) as r(id text, key text, quantity int, expected int, sequence int)
     where p.id = r.id and p.leased_by = ? and p.leased_until > now() returning p.id`,
    [JSON.stringify(intents), owner]
  )
  return new Set(rows.map((row) => row.id))
}

/** Writes down what became of claimed publications and lets go of them. */
export async function recordOutcomes(sql: Sql, owner: string, outcomes: readonly PublicationOutcome[]): Promise<void> {
  await sql(
    `update anyshelf_channel_publication p
     set settled_version = coalesce(r."settledVersion", p.settled_version),
       confirmed_quantity = coalesce(r."confirmedQuantity", p.confirmed_quantity),
       wanted_quantity = case when r."settledVersion" is null then p.wanted_quantity
         else coalesce(r."confirmedQuantity", p.confirmed_quantity) end,
       confirmed_at = case when r."confirmedQuantity" is null then p.confirmed_at else now() end,
       pending_key = case when r."keepPending" then p.pending_key end,
       pending_confirm = r."pendingConfirm",
       drain_first = r."drainFirst" or (p.drain_first and p.dirty_version > coalesce(r."settledVersion", 0)),
       urgent = p.urgent and p.dirty_version > coalesce(r."settledVersion", p.settled_version),
       attempts = r.attempts, last_error = r.error, state = r.state,
       next_attempt_at = case when r."afterMs" > 0 then now() + r."afterMs" * interval '1 millisecond' end,
       leased_until = null, leased_by = null, updated_at = now()
     from jsonb_to_recordset(?::jsonb) as r(id text, "settledVersion" int, "confirmedQuantity" int, "keepPending" boolean,
       "pendingConfirm" text, "drainFirst" boolean, attempts int, "afterMs" bigint, error text, state text)
     where p.id = r.id and p.leased_by = ?`,
    [JSON.stringify(outcomes), owner]
  )
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
