import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type ChannelsService from "../../../../../../modules/channels/service"
import { countTasks } from "../../../../../../reads/channel-admin/queries/commands"
import { runOn } from "../../../../../../reads/run"
import { channelsOf, connectionOf } from "../../answer"
import { readCursor, readInstant, writeCursor } from "../../cursor"
import { readTasksQuery } from "../../schema"
import type { TasksAnswer } from "../../types"

/** What a person has to decide, newest first. */
export async function GET(request: AuthenticatedMedusaRequest, response: MedusaResponse<TasksAnswer>): Promise<void> {
  const { kind, limit, after } = await readTasksQuery(request.query)
  const [at, id] = readCursor(after, 2) ?? []
  const { id: connectionId } = await connectionOf(request)
  const before = at !== undefined && id !== undefined ? { openedAt: readInstant(at), id } : undefined
  const filter = { connectionId, kind: kind as Filter["kind"], limit: limit + 1, before }
  const [found, count] = await Promise.all([
    channelsOf(request).listTasks(filter),
    countTasks(runOn(request.scope), { connectionId, kind: kind ?? null }),
  ])
  const shown = found.slice(0, limit)
  const last = shown.at(-1)
  response.json({
    tasks: shown.map((task) => ({
      id: task.id,
      kind: task.kind,
      subject: task.subject,
      reason: task.reason,
      opened_at: task.openedAt.toISOString(),
    })),
    next: found.length > limit && last ? writeCursor(last.openedAt.toISOString(), last.id) : null,
    count,
  })
}

/** A kind that nobody knows finds no task. */
type Filter = Parameters<ChannelsService["listTasks"]>[0]
