import type { Sql } from "../../sql"

/** An order of ours that a channel took. */
export interface ChannelOrderRow {
  readonly recordId: string
  readonly connectionId: string
  readonly orderRef: string
  readonly orderId: string
  /** What the customer sees: `#1017`. */
  readonly number: string
  readonly state: string
  /** The channel's copy, without the vendor's own words. */
  readonly order: unknown
}

/** The channel's side of an order of ours; null when no channel took it. */
export async function findChannelOrder(sql: Sql, orderId: string): Promise<ChannelOrderRow | null> {
  const rows = await sql<ChannelOrderRow>(
    `select id as "recordId", connection_id as "connectionId", external_id as "orderRef", order_id as "orderId",
       external_number as number, state, payload - 'raw' as "order"
     from anyshelf_channel_record where order_id = ? and kind = 'order' and deleted_at is null`,
    [orderId]
  )
  return rows[0] ?? null
}

/** The newest hold or release of an order. */
export interface LastHold {
  readonly id: string
  readonly type: "hold" | "release"
  readonly key: string
  readonly holdKey: string
  readonly ordinal: number
  /** Whether the order is to stay for it: a hold that was not dropped. */
  readonly holds: boolean
}

/** The last hold or release that was commanded for an order; null when there is none. */
export async function lastHold(
  sql: Sql,
  { connectionId, orderRef }: { connectionId: string; orderRef: string }
): Promise<LastHold | null> {
  const rows = await sql<LastHold>(
    `select id, type, key, payload->>'holdKey' as "holdKey", ordinal,
       type = 'hold' and state <> 'superseded' as holds from anyshelf_channel_command
     where connection_id = ? and order_ref = ? and type in ('hold', 'release') and deleted_at is null
     order by ordinal desc limit 1`,
    [connectionId, orderRef]
  )
  return rows[0] ?? null
}
