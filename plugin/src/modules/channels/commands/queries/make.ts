import type { CommandState, KnownCommand, NewCommand } from "../../../../domain/channels/command"
import type { Sql } from "../../sql"

/** Commands of one order of a channel. */
export interface MakeCommands {
  readonly connectionId: string
  readonly orderRef: string
  readonly orderId: string
  /** Who asked for them; null when they follow from what became of our order. */
  readonly actor: string | null
  readonly commands: readonly (NewCommand & { readonly id: string })[]
}

/**
 * Adds commands behind those that the order has; one whose key exists is left as it is. Everyone who adds to an order takes the same
 * next places, so that of several at once one wins whole, and the others see its commands when they try again.
 *
 * @returns true when all of them exist now; false when another was faster: look again, then try again
 */
export async function insertCommands(sql: Sql, request: MakeCommands): Promise<boolean> {
  const { connectionId, orderRef, orderId, actor, commands } = request
  const rows = await sql<{ missing: number }>(
    `with wanted as (
       select r.*, w.place from jsonb_array_elements(?::jsonb) with ordinality w(element, place),
         jsonb_to_record(w.element) as r(id text, key text, needs text, payload jsonb)
     ), fresh as (
       select * from wanted w where not exists (
         select from anyshelf_channel_command c where c.connection_id = ? and c.key = w.key and c.deleted_at is null)
     ), made as (
       insert into anyshelf_channel_command (id, connection_id, order_ref, order_id, ordinal, type, key, needs, payload, actor)
       select f.id, ?, ?, ?,
         coalesce((select max(ordinal) from anyshelf_channel_command where connection_id = ? and order_ref = ?), 0)
           + row_number() over (order by f.place),
         f.payload->>'type', f.key, f.needs, f.payload, ?
       from fresh f
       on conflict do nothing returning key
     )
     select ((select count(*) from fresh) - (select count(*) from made))::int as missing`,
    [JSON.stringify(commands), connectionId, connectionId, orderRef, orderId, connectionId, orderRef, actor]
  )
  return rows[0]?.missing === 0
}

/** What was made for orders, in the order of their sending. */
export function readCommands(
  sql: Sql,
  { connectionId, orderRefs }: { connectionId: string; orderRefs: readonly string[] }
): Promise<(KnownCommand & { readonly orderRef: string })[]> {
  return sql(
    `select order_ref as "orderRef", key, needs, payload, state from anyshelf_channel_command
     where connection_id = ? and order_ref = any(?) and deleted_at is null order by order_ref, ordinal`,
    [connectionId, orderRefs]
  )
}

/** Drops commands that what happened since has made needless; one that is being sent, or was sent, stays. */
export async function supersede(
  sql: Sql,
  { connectionId, keys, reason }: { connectionId: string; keys: readonly string[]; reason: string }
): Promise<void> {
  const unsent: CommandState = "pending"
  await sql(
    `update anyshelf_channel_command set state = 'superseded', done_at = now(), error = ?, updated_at = now()
     where connection_id = ? and (key = any(?) or needs = any(?)) and state = ? and not in_doubt
       and (leased_until is null or leased_until < now())`,
    [reason, connectionId, keys, keys, unsent]
  )
}
