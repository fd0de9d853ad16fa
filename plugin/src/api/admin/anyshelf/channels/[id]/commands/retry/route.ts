import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { channelsOf, connectionOf } from "../../../answer"
import { readRetryBody } from "../../../schema"
import type { RetriedAnswer } from "../../../types"

/** Has commands that the channel refused tried again. Others are left alone. */
export async function POST(
  request: AuthenticatedMedusaRequest,
  response: MedusaResponse<RetriedAnswer>
): Promise<void> {
  const body = await readRetryBody(request.body)
  const { id: connectionId } = await connectionOf(request)
  const channels = channelsOf(request)
  const retried = await channels.commands.retry({ connectionId, ...("ids" in body && { ids: body.ids }) })
  channels.wakeEngine(connectionId)
  response.json({ retried: retried.length })
}
