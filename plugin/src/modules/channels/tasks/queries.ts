import type { Sql } from "../sql"

/** What a person has to look at. */
export interface TaskRequest {
  readonly connectionId: string
  readonly kind:
    | "oversold"
    | "unmapped-line"
    | "order-differs"
    | "order-not-imported"
    | "stock-refused"
    | "webhook-failed"
    | "command-refused"
    | "command-by-hand"
  readonly subject: string
  readonly reason: string
}

/** Opens tasks; one that is open for the same subject and kind gets the newer reason. */
export async function openTasks(sql: Sql, tasks: readonly (TaskRequest & { id: string })[]): Promise<void> {
  await sql(
    `insert into anyshelf_channel_task as t (id, connection_id, kind, subject, reason, opened_at)
     select distinct on (r."connectionId", r.kind, r.subject) r.id, r."connectionId", r.kind, r.subject, r.reason, now()
     from jsonb_to_recordset(?::jsonb) as r(id text, "connectionId" text, kind text, subject text, reason text)
     on conflict (connection_id, kind, subject) where closed_at is null and deleted_at is null
     do update set reason = excluded.reason, updated_at = now() where t.reason <> excluded.reason`,
    [JSON.stringify(tasks)]
  )
}

/** Closes what is open about a subject, since it is well again. */
export async function closeTasks(
  sql: Sql,
  { connectionId, kinds, subjects }: { connectionId: string; kinds: readonly string[]; subjects: readonly string[] }
): Promise<void> {
  await sql(
    `update anyshelf_channel_task set closed_at = now(), updated_at = now()
     where connection_id = ? and kind = any(?) and subject = any(?) and closed_at is null`,
    [connectionId, kinds, subjects]
  )
}
