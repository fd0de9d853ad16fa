import type { Sql } from "../sql"

/** What a process counted of a connection within one minute, since it last told. */
export interface SampleCounts {
  readonly connectionId: string
  readonly minute: Date
  readonly decided: number
  readonly written: number
  readonly conflicts: number
  readonly rejected: number
  readonly unknown: number
  readonly requests: number
  readonly throttled: number
  /** A histogram of `domain/channels/lag-histogram`. */
  readonly lag: readonly number[]
  /** The least part of the rate limit that was left; null when nothing was sent. */
  readonly headroom: number | null
  readonly circuitOpenMs: number
}

/** One stretch of time of a connection. */
export interface SampleRow {
  readonly at: Date
  readonly decided: number
  readonly written: number
  readonly conflicts: number
  readonly rejected: number
  readonly unknown: number
  readonly requests: number
  readonly throttled: number
  readonly lags: readonly (readonly number[])[]
  readonly queueDepth: number
  readonly inboxDepth: number
  readonly drift: number
  readonly headroom: number | null
  readonly circuitOpenMs: number
}

const sums = ["decided", "written", "conflicts", "rejected", "unknown", "requests", "throttled", "circuit_open_ms"]

/** Two histograms, number by number; either may be the longer. */
const addedLags = `(
  select coalesce(jsonb_agg(coalesce(a.n, 0) + coalesce(b.n, 0) order by coalesce(a.i, b.i)), '[]')
  from (select n::int, i from jsonb_array_elements_text(s.lag) with ordinality as x(n, i)) a
  full join (select n::int, i from jsonb_array_elements_text(excluded.lag) with ordinality as x(n, i)) b on b.i = a.i)`

/** Adds to the minute what this process counted; how the queues stand is read in the same statement. */
export async function addSample(sql: Sql, counts: SampleCounts): Promise<void> {
  await sql(
    `insert into anyshelf_channel_sample as s (id, connection_id, minute, decided, written, conflicts, rejected, unknown,
       requests, throttled, lag, headroom, circuit_open_ms, queue_depth, inbox_depth, drift)
     select r.id, r.connection_id, r.minute, r.decided, r.written, r.conflicts, r.rejected, r.unknown, r.requests,
       r.throttled, r.lag, r.headroom, r.circuit_open_ms, p.depth, i.depth, p.drift
     from jsonb_to_record(?::jsonb) as r(id text, connection_id text, minute timestamptz, decided int, written int,
       conflicts int, rejected int, unknown int, requests int, throttled int, lag jsonb, headroom real, circuit_open_ms int)
     cross join lateral (
       select count(*) filter (where dirty_version > settled_version and state = 'ok' and waiting is null)::int as depth,
         count(*) filter (where pending_key is null and wanted_quantity <> confirmed_quantity)::int as drift
       from anyshelf_channel_publication where connection_id = r.connection_id and deleted_at is null) p
     cross join lateral (
       select count(*)::int as depth from anyshelf_channel_inbox
       where connection_id = r.connection_id and done_at is null) i
     on conflict (id) do update set
       ${sums.map((name) => `${name} = s.${name} + excluded.${name}`).join(", ")},
       lag = ${addedLags}, headroom = least(s.headroom, excluded.headroom),
       queue_depth = greatest(s.queue_depth, excluded.queue_depth),
       inbox_depth = greatest(s.inbox_depth, excluded.inbox_depth),
       drift = greatest(s.drift, excluded.drift), updated_at = now()`,
    [JSON.stringify(rowOf(counts))]
  )
}

function rowOf({ connectionId, minute, circuitOpenMs, ...counts }: SampleCounts) {
  const id = `${connectionId}:${Math.floor(minute.getTime() / 1_000)}`
  return { ...counts, id, connection_id: connectionId, minute, circuit_open_ms: Math.round(circuitOpenMs) }
}

/** A connection between two instants, in stretches of some minutes; a stretch without any sample is left out. */
export function readSamples(
  sql: Sql,
  query: { connectionId: string; from: Date; to: Date; bucketMinutes: number }
): Promise<SampleRow[]> {
  return sql<SampleRow>(
    `select date_bin(?::int * interval '1 minute', minute, timestamptz 'epoch') as at,
       ${sums
         .slice(0, -1)
         .map((name) => `sum(${name})::int as ${name}`)
         .join(", ")},
       sum(circuit_open_ms)::float8 as "circuitOpenMs", jsonb_agg(lag) as lags, max(queue_depth) as "queueDepth",
       max(inbox_depth) as "inboxDepth", max(drift) as drift, min(headroom)::float8 as headroom
     from anyshelf_channel_sample
     where connection_id = ? and minute >= ? and minute < ? group by 1 order by 1 limit 20200`,
    [query.bucketMinutes, query.connectionId, query.from, query.to]
  )
}

/** The lags of every connection within the last minutes. */
export function readLags(
  sql: Sql,
  query: { minutes: number }
): Promise<{ connectionId: string; lags: readonly (readonly number[])[] }[]> {
  return sql(
    `select connection_id as "connectionId", jsonb_agg(lag) as lags from anyshelf_channel_sample
     where minute > now() - ?::int * interval '1 minute' group by connection_id`,
    [query.minutes]
  )
}

/** Forgets at most 1,000 minutes that are older than `days`. */
export async function forgetSamples(sql: Sql, { days }: { days: number }): Promise<void> {
  await sql(
    `delete from anyshelf_channel_sample where id in (
       select id from anyshelf_channel_sample where minute < now() - ?::int * interval '1 day' limit 1000)`,
    [days]
  )
}
