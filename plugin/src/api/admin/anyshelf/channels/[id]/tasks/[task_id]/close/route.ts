import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { hasTask } from "../../../../../../../../reads/channel-admin/queries/commands"
import { runOn } from "../../../../../../../../reads/run"
import { channelsOf, connectionOf } from "../../../../answer"

/** Closes a task, since a person says that it is done. Closing one that is closed is no mistake. */
export async function POST(
  request: AuthenticatedMedusaRequest,
  response: MedusaResponse<{ closed: boolean }>
): Promise<void> {
  const { id: connectionId } = await connectionOf(request)
  const taskId = request.params.task_id ?? ""
  if (!(await hasTask(runOn(request.scope), { connectionId, taskId })))
    throw new MedusaError(MedusaError.Types.NOT_FOUND, `The connection "${connectionId}" has no task "${taskId}".`)
  response.json({ closed: await channelsOf(request).closeTask(taskId) })
}
