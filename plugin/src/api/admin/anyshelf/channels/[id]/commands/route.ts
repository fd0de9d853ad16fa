import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { pageOfCommands, type AdminCommandRow } from "../../../../../../reads/channel-admin/queries/commands"
import { runOn } from "../../../../../../reads/run"
import { connectionOf } from "../../answer"
import { readCursor, writeCursor } from "../../cursor"
import { readCommandsQuery } from "../../schema"
import type { CommandAnswer, CommandsAnswer } from "../../types"

/** What was asked of the channel for its orders, newest first. */
export async function GET(
  request: AuthenticatedMedusaRequest,
  response: MedusaResponse<CommandsAnswer>
): Promise<void> {
  const { state = null, limit, after } = await readCommandsQuery(request.query)
  const [afterId = null] = readCursor(after, 1) ?? []
  const { id: connectionId } = await connectionOf(request)
  const found = await pageOfCommands(runOn(request.scope), { connectionId, state, limit: limit + 1, afterId })
  const shown = found.slice(0, limit)
  const last = shown.at(-1)
  response.json({ commands: shown.map(describe), next: found.length > limit && last ? writeCursor(last.id) : null })
}

const describe = (row: AdminCommandRow): CommandAnswer => ({
  id: row.id,
  type: row.type,
  state: row.state,
  order_id: row.orderId,
  order_ref: row.orderRef,
  attempts: row.attempts,
  error: row.error,
  created_at: row.createdAt.toISOString(),
  done_at: row.doneAt?.toISOString() ?? null,
})
