import type { Sql } from "../sql"

/** Units of a return that were received here, line by line. */
export type ReceivedUnits = Readonly<Record<string, { readonly received: number; readonly restocked: number }>>

/** Our copy of a return. */
export interface ReturnRow {
  readonly id: string
  readonly externalId: string
  readonly externalUpdatedAt: Date
  readonly state: "received" | "imported" | "held" | "cancelled"
  /** What was received here already. */
  readonly applied: ReceivedUnits | null
  /** What a try was about to receive when it ended; null when none is open. */
  readonly intended: ReceivedUnits | null
  /** The channel's copy. */
  readonly payload: unknown
}

/** A return as it is told. */
export interface ReceivedReturn {
  readonly id: string
  readonly connectionId: string
  readonly externalId: string
  readonly orderRef: string
  readonly number: string
  readonly updatedAt: string
  readonly payload: unknown
}

const columns = `id, external_id as "externalId", external_updated_at as "externalUpdatedAt", state, applied, intended, payload`

/** Stores the channel's copy of a return; an older one than ours changes nothing. Gives the row as it stands. */
export async function receiveReturn(sql: Sql, received: ReceivedReturn): Promise<ReturnRow> {
  const { connectionId, externalId, number } = received
  const [row] = await sql<ReturnRow>(
    `insert into anyshelf_channel_record as r
       (id, connection_id, kind, external_id, external_number, external_updated_at, origin, payload, order_ref)
     values (?, ?, 'return', ?, ?, ?, ?::jsonb, ?::jsonb, ?)
     on conflict (connection_id, kind, external_id) where deleted_at is null do update set
       payload = case when excluded.external_updated_at >= r.external_updated_at then excluded.payload else r.payload end,
       external_updated_at = greatest(excluded.external_updated_at, r.external_updated_at), updated_at = now()
     returning ${columns}`,
    [
      received.id,
      connectionId,
      externalId,
      number,
      received.updatedAt,
      JSON.stringify({ connectionId, externalId, number }),
      JSON.stringify(received.payload),
      received.orderRef,
    ]
  )
  if (!row) throw new Error(`The return ${externalId} could not be stored; the database gave no row back.`)
  return row
}

/** The returns of an order, oldest first; more than 200 nobody has. */
export function readReturnsOf(
  sql: Sql,
  { connectionId, orderRef }: { connectionId: string; orderRef: string }
): Promise<ReturnRow[]> {
  return sql<ReturnRow>(
    `select ${columns} from anyshelf_channel_record
     where connection_id = ? and kind = 'return' and order_ref = ? and deleted_at is null order by created_at limit 200`,
    [connectionId, orderRef]
  )
}

/** Writes down what became of a return here. What is left out stays as it is; `intended: null` says that the try is over. */
export async function saveReturn(
  sql: Sql,
  saved: {
    id: string
    state?: ReturnRow["state"]
    applied?: ReceivedUnits
    intended?: ReceivedUnits | null
  }
): Promise<void> {
  await sql(
    `update anyshelf_channel_record set state = coalesce(?, state), applied = coalesce(?::jsonb, applied),
       intended = case when ?::boolean then ?::jsonb else intended end, updated_at = now()
     where id = ?`,
    [
      saved.state ?? null,
      saved.applied ? JSON.stringify(saved.applied) : null,
      saved.intended !== undefined,
      saved.intended ? JSON.stringify(saved.intended) : null,
      saved.id,
    ]
  )
}

/** Of a page of returns, those that ours does not follow as they are now. One of an order that is not ours waits for the next whole reading. */
export async function findUnfollowedReturns(
  sql: Sql,
  { connectionId, returns }: { connectionId: string; returns: readonly { ref: string; updatedAt: string }[] }
): Promise<string[]> {
  const rows = await sql<{ ref: string }>(
    `select o.ref from jsonb_to_recordset(?::jsonb) as o(ref text, "updatedAt" timestamptz)
     left join anyshelf_channel_record r
       on r.connection_id = ? and r.kind = 'return' and r.external_id = o.ref and r.deleted_at is null
     where r.id is null or r.external_updated_at < o."updatedAt" or r.state in ('received', 'held')`,
    [JSON.stringify(returns), connectionId]
  )
  return rows.map(({ ref }) => ref)
}

/** Where the next reading of what changed in a feed begins. */
export async function readCursor(
  sql: Sql,
  { connectionId, feed }: { connectionId: string; feed: string }
): Promise<string | null> {
  const rows = await sql<{ cursor: string | null }>(
    `select cursor from anyshelf_channel_reading
     where connection_id = ? and feed = ? and kind = 'change' and deleted_at is null`,
    [connectionId, feed]
  )
  return rows[0]?.cursor ?? null
}

/** Keeps it. */
export async function saveCursor(
  sql: Sql,
  { connectionId, feed, cursor }: { connectionId: string; feed: string; cursor: string | null }
): Promise<void> {
  await sql(
    `insert into anyshelf_channel_reading (id, connection_id, feed, kind, cursor) values (?, ?, ?, 'change', ?)
     on conflict (connection_id, feed, kind) where deleted_at is null do update set cursor = excluded.cursor, updated_at = now()`,
    [`${connectionId}:${feed}:change`, connectionId, feed, cursor]
  )
}
