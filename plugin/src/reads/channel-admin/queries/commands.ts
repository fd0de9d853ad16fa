import type { Run } from "../../run"

/** What was asked of a channel. */
export interface AdminCommandRow {
  readonly id: string
  readonly type: string
  readonly state: "pending" | "sent" | "accepted" | "done" | "refused" | "superseded"
  readonly orderId: string | null
  readonly orderRef: string | null
  readonly attempts: number
  readonly error: string | null
  readonly createdAt: Date
  readonly doneAt: Date | null
}

/** A page of a connection's commands, newest first. Ids rise with time. */
export function pageOfCommands(
  run: Run,
  page: { connectionId: string; state: string | null; limit: number; afterId: string | null }
): Promise<AdminCommandRow[]> {
  return run(
    `SELECT id, type, state, order_id AS "orderId", order_ref AS "orderRef", attempts, error, created_at AS "createdAt",
       done_at AS "doneAt"
     FROM anyshelf_channel_command
     WHERE connection_id = :connectionId AND deleted_at IS NULL AND (CAST(:state AS text) IS NULL OR state = :state)
       AND (CAST(:afterId AS text) IS NULL OR id < :afterId)
     ORDER BY id DESC LIMIT :limit`,
    page
  )
}

/** How many tasks are open. */
export async function countTasks(run: Run, query: { connectionId: string; kind: string | null }): Promise<number> {
  const [row] = await run<{ count: number }>(
    `SELECT count(*)::int AS count FROM anyshelf_channel_task
     WHERE connection_id = :connectionId AND closed_at IS NULL AND deleted_at IS NULL
       AND (CAST(:kind AS text) IS NULL OR kind = :kind)`,
    query
  )
  return row?.count ?? 0
}

/** Whether a task belongs to a connection. */
export async function hasTask(run: Run, query: { connectionId: string; taskId: string }): Promise<boolean> {
  const rows = await run(
    `SELECT 1 FROM anyshelf_channel_task WHERE id = :taskId AND connection_id = :connectionId AND deleted_at IS NULL`,
    query
  )
  return rows.length > 0
}
