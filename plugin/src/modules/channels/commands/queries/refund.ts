import type { NewCommand } from "../../../../domain/channels/command"
import type { Sql } from "../../sql"

/** Money that a person wants to go back through the channel. */
export interface RefundRequest {
  readonly id: string
  readonly connectionId: string
  readonly orderRef: string
  readonly orderId: string
  readonly actor: string | null
  readonly command: NewCommand
  /** In the currency's smallest unit. */
  readonly amount: number
  /** What may still go back, before what we have commanded is taken off: paid less what the channel refunded by itself. */
  readonly refundable: number
}

/** `known`: the same request was made before; `other`: another request has its key; `again`: somebody was faster, try again. */
export type RefundInsert =
  { readonly outcome: "made" | "known" | "other" | "again" } | { readonly outcome: "too-much"; readonly left: number }

/**
 * Adds a refund when all that was commanded leaves enough. Two at once take the same place in the order's queue, so that the second is
 * judged again with the first in sight: together they never exceed what was paid.
 */
export async function insertRefund(sql: Sql, request: RefundRequest): Promise<RefundInsert> {
  const { connectionId, orderRef, command } = request
  const payload = JSON.stringify(command.payload)
  const [row] = await sql<{ made: boolean; same: boolean | null; left: string }>(
    `with past as (
       select coalesce(max(ordinal), 0) as last,
         coalesce(sum((payload->'amount'->>'amount')::bigint)
           filter (where type = 'refund' and state <> 'superseded'), 0) as commanded
       from anyshelf_channel_command where connection_id = ? and order_ref = ? and deleted_at is null
     ), known as (
       select payload = ?::jsonb as same from anyshelf_channel_command
       where connection_id = ? and key = ? and deleted_at is null
     ), made as (
       insert into anyshelf_channel_command (id, connection_id, order_ref, order_id, ordinal, type, key, payload, actor)
       select ?, ?, ?, ?, past.last + 1, 'refund', ?, ?::jsonb, ? from past
       where not exists (select from known) and past.commanded + ?::bigint <= ?::bigint
       on conflict do nothing returning id
     )
     select exists (select from made) as made, (select same from known) as same, (?::bigint - past.commanded) as left from past`,
    [
      ...[connectionId, orderRef, payload, connectionId, command.key],
      ...[request.id, connectionId, orderRef, request.orderId, command.key, payload, request.actor],
      ...[request.amount, request.refundable, request.refundable],
    ]
  )
  if (!row) throw new Error("The database gave no row for a refund; nothing was written.")
  if (row.made) return { outcome: "made" }
  if (row.same !== null) return { outcome: row.same ? "known" : "other" }
  const left = Number(row.left)
  return request.amount > left ? { outcome: "too-much", left } : { outcome: "again" }
}
