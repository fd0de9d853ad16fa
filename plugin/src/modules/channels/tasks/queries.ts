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
    | "return-not-followed"
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

/** An exception task as it is listed. */
export interface TaskRow {
  readonly id: string
  readonly connectionId: string
  readonly kind: TaskRequest["kind"]
  readonly subject: string
  readonly reason: string
  readonly openedAt: Date
  readonly closedAt: Date | null
}

/** Which tasks to list; what is left out does not matter. */
export interface TaskFilter {
  readonly connectionId?: string | undefined
  readonly kind?: TaskRequest["kind"] | undefined
  readonly subject?: string | undefined
  /** True lists closed tasks, too. @default false */
  readonly closed?: boolean | undefined
}

/** A page of tasks, newest first. `before` is the last row of the page before. */
export function listTasks(
  sql: Sql,
  page: TaskFilter & { readonly limit: number; readonly before?: { openedAt: Date; id: string } | undefined }
): Promise<TaskRow[]> {
  const { connectionId = null, kind = null, subject = null, closed = false, before, limit } = page
  return sql<TaskRow>(
    `select id, connection_id as "connectionId", kind, subject, reason, opened_at as "openedAt", closed_at as "closedAt"
     from anyshelf_channel_task
     where deleted_at is null and (?::boolean or closed_at is null) and connection_id = coalesce(?, connection_id)
       and kind = coalesce(?, kind) and subject = coalesce(?, subject)
       and (?::timestamptz is null or (date_trunc('milliseconds', opened_at), id) < (?::timestamptz, ?::text))
     order by date_trunc('milliseconds', opened_at) desc, id desc limit ?`,
    [closed, connectionId, kind, subject, before?.openedAt ?? null, before?.openedAt ?? null, before?.id ?? null, limit]
  )
}

/** Closes one task, since a person says that it is done. False when it was closed or never there. */
export async function closeTask(sql: Sql, id: string): Promise<boolean> {
  const rows = await sql(
    `update anyshelf_channel_task set closed_at = now(), updated_at = now()
     where id = ? and closed_at is null and deleted_at is null returning id`,
    [id]
  )
  return rows.length > 0
}
