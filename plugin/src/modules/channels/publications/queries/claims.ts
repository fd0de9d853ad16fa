import type { Component, DuePublication, PublicationOutcome } from "../../../../domain/channels/publication"
import { fromNow, type Sql } from "../../sql"

/** The vendor's day. */
const today = `to_char(now() at time zone 'UTC', 'YYYY-MM-DD')`

/** Takes due publications for a while, urgent ones first, then the oldest. */
export async function claimDue(
  sql: Sql,
  claim: { connectionId: string; owner: string; limit: number; leaseMs: number }
): Promise<DuePublication[]> {
  const rows = await sql<ClaimedRow>(
    `update anyshelf_channel_publication p set leased_until = ${fromNow}, leased_by = ?,
       claimed_version = p.dirty_version, claimed_at = now(), updated_at = now()
     from anyshelf_channel_listing l
     where l.id = p.listing_id and p.id in (
       select d.id from anyshelf_channel_publication d
       join anyshelf_channel_listing dl on dl.id = d.listing_id and dl.state = 'mapped' and dl.deleted_at is null
       where d.connection_id = ? and d.deleted_at is null and d.dirty_version > d.settled_version and d.state = 'ok'
         and (d.leased_until is null or d.leased_until < now())
         and (d.next_attempt_at is null or d.next_attempt_at <= now())
       order by d.urgent desc, d.dirty_at, d.id limit ? for update of d skip locked)
     returning ${claimed}`,
    [claim.leaseMs, claim.owner, claim.connectionId, claim.limit]
  )
  return rows.map(toDue)
}

/** What is told of a claimed publication; `p` is its row and `l` its listing's. */
const claimed = `p.id, p.stock_ref, p.external_location_id, l.components, p.claimed_version, p.drain_first,
  p.confirmed_quantity, p.sequence, p.attempts, p.pending_key, p.pending_quantity, p.pending_expected, p.pending_confirm,
  case when p.revisions_on = ${today} then p.revisions else 0 end as revisions_today`

interface ClaimedRow {
  id: string
  stock_ref: string
  external_location_id: string
  components: Component[] | null
  claimed_version: number
  drain_first: boolean
  confirmed_quantity: number | null
  sequence: number
  attempts: number
  pending_key: string | null
  pending_quantity: number | null
  pending_expected: number | null
  pending_confirm: string | null
  revisions_today: number
}

function toDue(row: ClaimedRow): DuePublication {
  const { pending_key: key, pending_quantity: quantity } = row
  return {
    id: row.id,
    stockRef: row.stock_ref,
    locationRef: row.external_location_id,
    components: row.components ?? [],
    dirtyVersion: row.claimed_version,
    drainFirst: row.drain_first,
    confirmedQuantity: row.confirmed_quantity,
    sequence: row.sequence,
    attempts: row.attempts,
    pending:
      key === null || quantity === null
        ? null
        : { key, quantity, expected: row.pending_expected, confirm: row.pending_confirm },
    revisionsToday: row.revisions_today,
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
     set pending_resent = p.pending_key is not distinct from r.key, pending_key = r.key, pending_quantity = r.quantity, pending_expected = r.expected, pending_confirm = null,
       wanted_quantity = r.quantity, sequence = r.sequence, updated_at = now(),
       revisions = 1 + case when p.revisions_on = ${today} then p.revisions else 0 end, revisions_on = ${today}
     from jsonb_to_recordset(?::jsonb) as r(id text, key text, quantity int, expected int, sequence int)
     where p.id = r.id and p.leased_by = ? and p.leased_until > now() returning p.id`,
    [JSON.stringify(intents), owner]
  )
  return new Set(rows.map((row) => row.id))
}

/**
 * Writes down what became of claimed publications and lets go of them. Gives, for each change of our stock that the channel has
 * confirmed by this, how long ago it was made, in milliseconds.
 */
export async function recordOutcomes(
  sql: Sql,
  owner: string,
  outcomes: readonly PublicationOutcome[]
): Promise<readonly number[]> {
  const rows = await sql<{ lag: number }>(
    `with before as (
       select id, stock_changed_at from anyshelf_channel_publication where id = any(?) and leased_by = ?),
     done as (
     update anyshelf_channel_publication p
     set settled_version = coalesce(r."settledVersion", p.settled_version),
       confirmed_quantity = case when not r."forgetShown" then coalesce(r."confirmedQuantity", p.confirmed_quantity) end,
       wanted_quantity = case when r."settledVersion" is null then p.wanted_quantity
         else coalesce(r."confirmedQuantity", p.confirmed_quantity) end,
       confirmed_at = case when r."confirmedQuantity" is null then p.confirmed_at else now() end,
       pending_key = case when r."keepPending" then p.pending_key end,
       pending_confirm = r."pendingConfirm",
       drain_first = r."drainFirst" or (p.drain_first and p.dirty_version > coalesce(r."settledVersion", 0)),
       urgent = p.urgent and p.dirty_version > coalesce(r."settledVersion", p.settled_version),
       stock_changed_at = case when r."settledVersion" is null then p.stock_changed_at
         when p.dirty_version > r."settledVersion" and p.stock_changed_at is not null then p.claimed_at end,
       attempts = r.attempts, last_error = r.error, waiting = r.waiting, state = r.state,
       poisoned_at = case when r.state = 'poisoned' then now() end,
       next_attempt_at = case when r."afterMs" > 0 then now() + r."afterMs" * interval '1 millisecond' end,
       leased_until = null, leased_by = null, updated_at = now()
     from jsonb_to_recordset(?::jsonb) as r(id text, "settledVersion" int, "confirmedQuantity" int,
       "forgetShown" boolean, "keepPending" boolean,
       "pendingConfirm" text, "drainFirst" boolean, attempts int, "afterMs" bigint, error text, waiting text,
       state text)
     where p.id = r.id and p.leased_by = ? returning p.id, r."settledVersion")
     select greatest(0, extract(epoch from now() - b.stock_changed_at) * 1000)::float8 as lag
     from done d join before b on b.id = d.id where d."settledVersion" is not null and b.stock_changed_at is not null`,
    [outcomes.map(({ id }) => id), owner, JSON.stringify(outcomes), owner]
  )
  return rows.map(({ lag }) => lag)
}

/** Claimed publications whose commands carry these keys, with the command that was sent: for results that come by another way. */
export async function recallIntents(
  sql: Sql,
  request: { connectionId: string; owner: string; keys: readonly string[] }
): Promise<{ due: DuePublication; resent: boolean }[]> {
  const rows = await sql<ClaimedRow & { pending_resent: boolean }>(
    `select ${claimed}, p.pending_resent
     from anyshelf_channel_publication p join anyshelf_channel_listing l on l.id = p.listing_id
     where p.connection_id = ? and p.leased_by = ? and p.pending_key = any(?) and p.deleted_at is null`,
    [request.connectionId, request.owner, request.keys]
  )
  return rows.map((row) => ({ due: toDue(row), resent: row.pending_resent }))
}
