import type { CommandOutcome, DueCommand } from "../../../../domain/channels/command"
import { fromNow, type Sql } from "../../sql"

/** Commands of the same order that are done, apart from this one. */
const doneBeside = `m.connection_id = c.connection_id and m.order_ref = c.order_ref and m.id <> c.id and m.state = 'done' and m.deleted_at is null`

/** What tells a repetition from another command that looks alike. */
const beside = `
  coalesce((select array_agg(m.result_ref order by m.ordinal) from anyshelf_channel_command m
    where ${doneBeside} and c.type in ('fulfil', 'collected') and m.type in ('fulfil', 'collected') and m.result_ref is not null),
    '{}') as made,
  coalesce((select jsonb_agg(line) from anyshelf_channel_command m cross join jsonb_array_elements(m.payload->'lines') line
    where ${doneBeside} and c.type = 'receive' and m.type = 'receive' and m.needs is not distinct from c.needs
      and m.payload->>'returnRef' is not distinct from c.payload->>'returnRef'), '[]') as received`

const columns = `c.id, c.order_ref as "orderRef", c.order_id as "orderId", c.key, c.needs, c.payload, c.state, c.generation,
  c.in_doubt as "inDoubt", c.attempts, (extract(epoch from now() - c.created_at) * 1000)::float8 as "ageMs",${beside}`

/**
 * Takes commands that are due for a while: of each order the first that is open, so that none overtakes another. A command that was
 * refused blocks none but those that need it, and those block none either.
 */
export function claimCommands(
  sql: Sql,
  claim: { connectionId: string; owner: string; limit: number; leaseMs: number }
): Promise<DueCommand[]> {
  return sql<DueCommand>(
    `update anyshelf_channel_command c set leased_until = ${fromNow}, leased_by = ?, updated_at = now()
     from (
       select c.id, n.result_ref from anyshelf_channel_command c
       left join anyshelf_channel_command n
         on n.connection_id = c.connection_id and n.key = c.needs and n.deleted_at is null
       where c.connection_id = ? and c.state in ('pending', 'sent', 'accepted') and c.deleted_at is null
         and (c.next_attempt_at is null or c.next_attempt_at <= now())
         and (c.leased_until is null or c.leased_until < now())
         and (c.needs is null or n.state = 'done')
         and not exists (
           select from anyshelf_channel_command p
           where p.connection_id = c.connection_id and p.order_ref = c.order_ref and p.ordinal < c.ordinal
             and p.state in ('pending', 'sent', 'accepted') and p.deleted_at is null
             and not exists (
               select from anyshelf_channel_command r
               where r.connection_id = p.connection_id and r.key = p.needs and r.state = 'refused' and r.deleted_at is null))
       order by c.next_attempt_at nulls first, c.created_at limit ? for update of c skip locked) due
     where c.id = due.id
     returning ${columns}, due.result_ref as "neededRef"`,
    [claim.leaseMs, claim.owner, claim.connectionId, claim.limit]
  )
}

/** Writes down, before anything is sent, that it may have been. Gives those that are still this worker's. */
export async function recordSending(sql: Sql, owner: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await sql<{ id: string }>(
    `update anyshelf_channel_command
     set state = case when state = 'pending' then 'sent' else state end, in_doubt = true, sent_at = now(), updated_at = now()
     where id = any(?) and leased_by = ? and leased_until > now() returning id`,
    [ids, owner]
  )
  return new Set(rows.map(({ id }) => id))
}

/** Writes down what became of claimed commands, and lets go of them; a worker that lost its lease changes nothing. */
export async function recordCommandOutcomes(
  sql: Sql,
  owner: string,
  outcomes: readonly CommandOutcome[]
): Promise<void> {
  await sql(
    `update anyshelf_channel_command c set state = o.state, in_doubt = o."inDoubt",
       result_ref = coalesce(o."resultRef", c.result_ref), confirm_ref = coalesce(o."confirmRef", c.confirm_ref), attempts = o.attempts,
       next_attempt_at = now() + o."afterMs" * interval '1 millisecond', error = o.error,
       done_at = case when o.state in ('done', 'refused', 'superseded') then now() end,
       leased_until = null, leased_by = null, updated_at = now()
     from jsonb_to_recordset(?::jsonb) as o(id text, state text, "inDoubt" boolean, "resultRef" text, "confirmRef" text,
       attempts int, "afterMs" float8, error text)
     where c.id = o.id and c.leased_by = ?`,
    [JSON.stringify(outcomes), owner]
  )
}

/** What a worker has claimed under the keys that it gave the channel, and what is still its own. */
export function recallCommands(
  sql: Sql,
  { connectionId, owner, keys }: { connectionId: string; owner: string; keys: readonly string[] }
): Promise<DueCommand[]> {
  return sql<DueCommand>(
    `select ${columns}, n.result_ref as "neededRef" from anyshelf_channel_command c
     left join anyshelf_channel_command n
       on n.connection_id = c.connection_id and n.key = c.needs and n.deleted_at is null
     where c.connection_id = ? and c.leased_by = ? and c.leased_until > now() and c.deleted_at is null
       and c.state in ('pending', 'sent', 'accepted')
       and (c.key || case when c.generation = 0 then '' else ':' || c.generation end) = any(?)`,
    [connectionId, owner, keys]
  )
}
