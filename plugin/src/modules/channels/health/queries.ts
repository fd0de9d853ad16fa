import type { Sql } from "../sql"

/** How a connection does, out of what is stored. */
export interface StoredHealth {
  readonly connectionId: string
  readonly vendor: string
  readonly status: "connected" | "disconnected" | "misconfigured"
  readonly reason: string | null
  readonly lastContactAt: Date | null
  readonly ordersDrainedAt: Date | null
  readonly circuitOpenUntil: Date | null
  /** Publications that wait to be decided and sent. */
  readonly queueDepth: number
  /** How long the oldest of them has waited, in milliseconds; 0 when none waits. */
  readonly lagMs: number
  /** Places where the channel shows something else than we last decided. */
  readonly drift: number
  /** Publications that wait on purpose: for the vendor's next day, or for another connection to let go of its units. */
  readonly waiting: number
  /** Publications given up until a person has looked. */
  readonly poisoned: number
  readonly inboxDepth: number
  readonly inboxLagMs: number
  readonly listings: {
    readonly mapped: number
    readonly unmatched: number
    readonly ambiguous: number
    readonly untracked: number
  }
  readonly openTasks: number
}

/** All connections, in one statement. */
export function readHealth(sql: Sql): Promise<StoredHealth[]> {
  return sql<StoredHealth>(
    `select c.id as "connectionId", c.vendor, c.status, c.reason, c.last_contact_at as "lastContactAt",
       c.orders_drained_at as "ordersDrainedAt", c.circuit_open_until as "circuitOpenUntil",
       p.depth as "queueDepth", p.lag as "lagMs", p.drift, p.waiting, p.poisoned,
       i.depth as "inboxDepth", i.lag as "inboxLagMs",
       jsonb_build_object('mapped', l.mapped, 'unmatched', l.unmatched, 'ambiguous', l.ambiguous,
         'untracked', l.untracked) as listings, t.open as "openTasks"
     from anyshelf_channel_connection c
     cross join lateral (
       select count(*) filter (where dirty_version > settled_version and state = 'ok' and waiting is null)::int as depth,
         coalesce(extract(epoch from now() - min(dirty_at) filter (where dirty_version > settled_version and state = 'ok' and waiting is null))
           * 1000, 0)::float8 as lag,
         count(*) filter (where pending_key is null and wanted_quantity <> confirmed_quantity)::int as drift,
         count(*) filter (where waiting is not null and state = 'ok')::int as waiting,
         count(*) filter (where state = 'poisoned')::int as poisoned
       from anyshelf_channel_publication where connection_id = c.id and deleted_at is null) p
     cross join lateral (
       select count(*)::int as depth, coalesce(extract(epoch from now() - min(received_at)) * 1000, 0)::float8 as lag
       from anyshelf_channel_inbox where connection_id = c.id and done_at is null) i
     cross join lateral (
       select count(*) filter (where state = 'mapped')::int as mapped,
         count(*) filter (where state = 'unmatched')::int as unmatched,
         count(*) filter (where state = 'ambiguous')::int as ambiguous,
         count(*) filter (where state = 'untracked')::int as untracked
       from anyshelf_channel_listing where connection_id = c.id and deleted_at is null) l
     cross join lateral (
       select count(*)::int as open from anyshelf_channel_task where connection_id = c.id and closed_at is null) t
     where c.deleted_at is null order by c.id`,
    []
  )
}
