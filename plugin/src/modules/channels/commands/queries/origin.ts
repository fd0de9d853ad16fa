import type { CommandType } from "../../../../domain/channels/command"
import type { Sql } from "../../sql"

/** What a channel's order shows of something that was made there. */
export interface MadeThere {
  readonly connectionId: string
  readonly orderRef: string
  readonly kind: "fulfilment" | "return" | "refund"
  /** The channel's id of it. */
  readonly ref: string
}

/**
 * Who made it: `ours` was commanded by us; `theirs` came about on the channel. `unsettled` while a command of ours that may have made
 * it has no answer yet: ask again later, and copy nothing meanwhile.
 */
export type Making = "ours" | "theirs" | "unsettled"

/** What each kind of thing is made by. */
const makers: Readonly<Record<MadeThere["kind"], readonly CommandType[]>> = {
  fulfilment: ["fulfil", "collected"],
  return: ["return"],
  refund: ["refund"],
}

/** Whether a thing on the channel is of our making. */
export async function whoMade(sql: Sql, { connectionId, orderRef, kind, ref }: MadeThere): Promise<Making> {
  const [row] = await sql<{ ours: boolean; unsettled: boolean }>(
    `select coalesce(bool_or(result_ref = ?), false) as ours,
       coalesce(bool_or((in_doubt or state = 'accepted') and result_ref is null and state in ('pending', 'sent', 'accepted')), false) as unsettled
     from anyshelf_channel_command
     where connection_id = ? and order_ref = ? and type = any(?) and deleted_at is null`,
    [ref, connectionId, orderRef, makers[kind]]
  )
  if (row?.ours) return "ours"
  return row?.unsettled ? "unsettled" : "theirs"
}

/** What we told the channel had arrived of one of its returns. */
export interface ReceivedByUs {
  /** The order's line → units, and those of them that the channel was to count back onto a shelf. */
  readonly units: Readonly<Record<string, { readonly received: number; readonly restocked: number }>>
  /** True while a receipt has no answer yet: the channel may show it already. */
  readonly isUnsettled: boolean
}

/** What we told the channel had arrived of a return that began there. */
export async function receivedByUs(
  sql: Sql,
  { connectionId, orderRef, returnRef }: { connectionId: string; orderRef: string; returnRef: string }
): Promise<ReceivedByUs> {
  const rows = await sql<{ lineRef: string; received: number; restocked: number; isUnsettled: boolean }>(
    `select l."lineRef", coalesce(sum(l.quantity) filter (where c.state = 'done'), 0)::float8 as received,
       coalesce(sum(l.quantity) filter (where c.state = 'done' and l.disposition = 'restocked'), 0)::float8 as restocked,
       bool_or((c.in_doubt or c.state = 'accepted') and c.state in ('pending', 'sent', 'accepted')) as "isUnsettled"
     from anyshelf_channel_command c,
       jsonb_to_recordset(c.payload->'lines') as l("lineRef" text, quantity numeric, disposition text)
     where c.connection_id = ? and c.order_ref = ? and c.type = 'receive' and c.payload->>'returnRef' = ?
       and c.deleted_at is null
     group by l."lineRef"`,
    [connectionId, orderRef, returnRef]
  )
  return {
    units: Object.fromEntries(rows.map(({ lineRef, received, restocked }) => [lineRef, { received, restocked }])),
    isUnsettled: rows.some((row) => row.isUnsettled),
  }
}
