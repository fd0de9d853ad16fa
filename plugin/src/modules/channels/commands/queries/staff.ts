import type { CommandState, CommandType } from "../../../../domain/channels/command"
import type { Sql } from "../../sql"

/** A command as a person sees it. */
export interface ShownCommand {
  readonly id: string
  readonly connectionId: string
  readonly orderRef: string
  readonly orderId: string
  readonly ordinal: number
  readonly type: CommandType
  readonly state: CommandState
  /** Why it is not done, and what to do. */
  readonly error: string | null
  /** The channel's id of what was made. */
  readonly resultRef: string | null
  readonly attempts: number
  readonly createdAt: Date
  readonly sentAt: Date | null
  readonly doneAt: Date | null
}

const shown = `id, connection_id as "connectionId", order_ref as "orderRef", order_id as "orderId", ordinal, type, state, error,
  result_ref as "resultRef", attempts, created_at as "createdAt", sent_at as "sentAt", done_at as "doneAt"`

/** What was commanded for an order of ours, in the order of sending; at most 500. */
export function listOrderCommands(sql: Sql, orderId: string): Promise<ShownCommand[]> {
  return sql(
    `select ${shown} from anyshelf_channel_command where order_id = ? and deleted_at is null
     order by connection_id, order_ref, ordinal limit 500`,
    [orderId]
  )
}

/** Where the next page begins. */
export interface CommandPlace {
  readonly createdAt: Date
  readonly id: string
}

/** A page of what was commanded of a connection, newest first. */
export function pageCommands(
  sql: Sql,
  query: {
    connectionId: string
    state?: CommandState | undefined
    limit: number
    after?: CommandPlace | undefined
  }
): Promise<ShownCommand[]> {
  const { connectionId, state = null, limit, after } = query
  return sql(
    `select ${shown} from anyshelf_channel_command
     where connection_id = ? and (?::text is null or state = ?) and deleted_at is null
       and (?::timestamptz is null or (date_trunc('milliseconds', created_at), id) < (?::timestamptz, ?))
     order by date_trunc('milliseconds', created_at) desc, id desc limit ?`,
    [connectionId, state, state, after?.createdAt ?? null, after?.createdAt ?? null, after?.id ?? "", limit]
  )
}

/** How many commands of each connection wait, and how many were refused. */
export function countCommands(sql: Sql): Promise<{ connectionId: string; waiting: number; refused: number }[]> {
  return sql(
    `select connection_id as "connectionId", count(*) filter (where state <> 'refused')::int as waiting,
       count(*) filter (where state = 'refused')::int as refused
     from anyshelf_channel_command
     where state in ('pending', 'sent', 'accepted', 'refused') and deleted_at is null group by connection_id`,
    []
  )
}

/**
 * Has refused commands tried again; others are left alone. One that the channel surely did not do gets a new key, since a vendor may
 * have remembered its failure under the old one; one of which that is not sure keeps it.
 */
export function retryCommands(
  sql: Sql,
  { connectionId, ids }: { connectionId: string; ids?: readonly string[] | undefined }
): Promise<ShownCommand[]> {
  return sql(
    `update anyshelf_channel_command
     set state = 'pending', generation = generation + case when in_doubt then 0 else 1 end, attempts = 0,
       next_attempt_at = null, done_at = null, error = null, updated_at = now()
     where connection_id = ? and state = 'refused' and (?::text[] is null or id = any(?)) and deleted_at is null
     returning ${shown}`,
    [connectionId, ids ?? null, ids ?? null]
  )
}

/**
 * Drops a command that was refused, or that waits, since a person did it by hand or does not want it; and those that need it. Null when
 * it is being sent, may have been done, or is settled.
 */
export async function dropCommand(
  sql: Sql,
  { connectionId, id, reason }: { connectionId: string; id: string; reason: string }
): Promise<ShownCommand | null> {
  const rows = await sql<ShownCommand>(
    `with dropped as (
       update anyshelf_channel_command set state = 'superseded', in_doubt = false, done_at = now(), error = ?, updated_at = now()
       where connection_id = ? and id = ? and deleted_at is null and (leased_until is null or leased_until < now())
         and (state = 'refused' or (state = 'pending' and not in_doubt))
       returning ${shown}, key
     ), needing as (
       update anyshelf_channel_command set state = 'superseded', done_at = now(), error = ?, updated_at = now()
       where connection_id = ? and state in ('pending', 'refused') and needs in (select key from dropped)
     )
     select * from dropped`,
    [reason, connectionId, id, reason, connectionId]
  )
  return rows[0] ?? null
}
