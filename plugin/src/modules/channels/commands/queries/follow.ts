import { fromNow, type Sql } from "../../sql"

/** An order of a channel that is to be looked at. */
export interface FollowedOrder {
  readonly recordId: string
  readonly orderRef: string
  readonly orderId: string
  /** Names this look: what is told of the order meanwhile takes another. */
  readonly token: string
  readonly state: string
  /** The channel's copy, without the vendor's own words. */
  readonly order: unknown
}

/** Takes imported orders that are to be looked at, for a while; another worker takes others. */
export function claimFollowed(
  sql: Sql,
  claim: { connectionId: string; limit: number; leaseMs: number }
): Promise<FollowedOrder[]> {
  return sql<FollowedOrder>(
    `update anyshelf_channel_record r set follow_at = ${fromNow}, followed_at = now()
     where r.id in (
       select id from anyshelf_channel_record
       where connection_id = ? and kind = 'order' and order_id is not null and follow_at <= now() and deleted_at is null
       order by follow_at limit ? for update skip locked)
     returning r.id as "recordId", r.external_id as "orderRef", r.order_id as "orderId", r.follow_at::text as token, r.state,
       r.payload - 'raw' as "order"`,
    [claim.leaseMs, claim.connectionId, claim.limit]
  )
}

/** Says when orders are looked at next. What was told of one meanwhile stands: it is looked at at once. */
export async function followLater(
  sql: Sql,
  looks: readonly { recordId: string; token: string; afterMs: number }[]
): Promise<void> {
  await sql(
    `update anyshelf_channel_record r set follow_at = now() + l."afterMs" * interval '1 millisecond'
     from jsonb_to_recordset(?::jsonb) as l("recordId" text, token timestamptz, "afterMs" float8)
     where r.id = l."recordId" and r.follow_at = l.token`,
    [JSON.stringify(looks)]
  )
}

/** Has orders of ours looked at now, where a channel took them. Gives the connections concerned. */
export async function followNow(sql: Sql, orderIds: readonly string[]): Promise<string[]> {
  const rows = await sql<{ connectionId: string }>(
    `update anyshelf_channel_record set follow_at = now()
     where order_id = any(?) and kind = 'order' and deleted_at is null returning connection_id as "connectionId"`,
    [orderIds]
  )
  return [...new Set(rows.map(({ connectionId }) => connectionId))]
}

/**
 * Has those of the orders looked at that have not been since the given instants. Twice the same, or one that was looked at, costs
 * nothing: so the recent past may be told again and again.
 */
export async function followSince(
  sql: Sql,
  changes: readonly { orderId: string; changedAt: Date }[]
): Promise<string[]> {
  const rows = await sql<{ connectionId: string }>(
    `update anyshelf_channel_record r set follow_at = now()
     from jsonb_to_recordset(?::jsonb) as c("orderId" text, "changedAt" timestamptz)
     where r.order_id = c."orderId" and r.kind = 'order' and r.deleted_at is null
       and r.follow_at > now() and (r.followed_at is null or r.followed_at < c."changedAt" + interval '30 seconds')
     returning r.connection_id as "connectionId"`,
    [JSON.stringify(changes)]
  )
  return [...new Set(rows.map(({ connectionId }) => connectionId))]
}
