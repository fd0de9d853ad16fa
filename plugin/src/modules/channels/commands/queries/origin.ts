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
