import type { Sql } from "../sql"

/** Our copy of an order. */
export interface OrderRow {
  readonly id: string
  readonly externalId: string
  readonly externalUpdatedAt: Date
  readonly orderId: string | null
  readonly state: "received" | "imported" | "oversold" | "held" | "cancelled"
  /** The channel's line id → units that our order carries. */
  readonly applied: Readonly<Record<string, number>> | null
  /** Of the copy that ours follows; null when it follows none yet. */
  readonly fingerprint: string | null
}

const columns = `id, external_id as "externalId", external_updated_at as "externalUpdatedAt", order_id as "orderId", state, applied,
  fingerprint`

/**
 * Stores the channel's copy of an order. An older copy than ours changes nothing, and nothing ever changes the origin.
 * Gives the row as it stands.
 */
export async function receiveOrder(
  sql: Sql,
  order: {
    id: string
    connectionId: string
    externalId: string
    number: string
    updatedAt: string
    placedAt?: string
    /** In the currency's smallest unit. */
    total?: { readonly amount: number; readonly currencyCode: string }
    payload: unknown
  }
): Promise<OrderRow> {
  const { id, connectionId, externalId, number, updatedAt, placedAt, total } = order
  const rows = await sql<OrderRow>(
    `insert into anyshelf_channel_record as r
       (id, connection_id, kind, external_id, external_number, external_updated_at, origin, payload, placed_at,
        total_amount, currency_code)
     values (?, ?, 'order', ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?, ?)
     on conflict (connection_id, kind, external_id) where deleted_at is null do update set
       payload = case when excluded.external_updated_at >= r.external_updated_at then excluded.payload else r.payload end,
       total_amount = case when excluded.external_updated_at >= r.external_updated_at then excluded.total_amount else r.total_amount end,
       placed_at = coalesce(excluded.placed_at, r.placed_at), currency_code = coalesce(excluded.currency_code, r.currency_code),
       external_updated_at = greatest(excluded.external_updated_at, r.external_updated_at), updated_at = now()
     returning ${columns}`,
    [
      id,
      connectionId,
      externalId,
      number,
      updatedAt,
      JSON.stringify({ connectionId, externalId, number }),
      JSON.stringify(order.payload),
      placedAt ?? null,
      total ? String(total.amount) : null,
      total?.currencyCode ?? null,
    ]
  )
  const [row] = rows
  if (!row) throw new Error(`The order ${externalId} could not be stored; the database gave no row back.`)
  return row
}

/** Keeps orders that were placed before the connection was: known, never imported. Those that are known already stay as they are. */
export async function holdOrders(
  sql: Sql,
  connectionId: string,
  orders: readonly { id: string; externalId: string; number: string; updatedAt: string }[]
): Promise<void> {
  await sql(
    `insert into anyshelf_channel_record
       (id, connection_id, kind, external_id, external_number, external_updated_at, origin, payload, state)
     select r.id, ?, 'order', r."externalId", r.number, r."updatedAt",
       jsonb_build_object('connectionId', ?::text, 'externalId', r."externalId", 'number', r.number), '{}'::jsonb, 'held'
     from jsonb_to_recordset(?::jsonb) as r(id text, "externalId" text, number text, "updatedAt" timestamptz)
     on conflict (connection_id, kind, external_id) where deleted_at is null do nothing`,
    [connectionId, connectionId, JSON.stringify(orders)]
  )
}

/** What we have of an order, or null. */
export async function readOrder(
  sql: Sql,
  { connectionId, externalId }: { connectionId: string; externalId: string }
): Promise<OrderRow | null> {
  const rows = await sql<OrderRow>(
    `select ${columns} from anyshelf_channel_record where connection_id = ? and kind = 'order' and external_id = ?
       and deleted_at is null`,
    [connectionId, externalId]
  )
  return rows[0] ?? null
}

/** Writes down what became of an order here. A cancelled order stays cancelled. */
export async function settleOrder(
  sql: Sql,
  order: {
    id: string
    state: OrderRow["state"]
    orderId?: string | undefined
    applied?: Readonly<Record<string, number>> | undefined
  }
): Promise<void> {
  await sql(
    `update anyshelf_channel_record set state = ?, order_id = coalesce(?, order_id), applied = coalesce(?::jsonb, applied),
       updated_at = now()
     where id = ? and (state <> 'cancelled' or ? = 'cancelled')`,
    [order.state, order.orderId ?? null, order.applied ? JSON.stringify(order.applied) : null, order.id, order.state]
  )
}
