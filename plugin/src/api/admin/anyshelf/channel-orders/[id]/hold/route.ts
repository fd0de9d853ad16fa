import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { holdChannelOrderWorkflow } from "../../../../../../workflows/channel-commands/hold-channel-order"
import type { HoldBody } from "../../schema"

/** Asks the channel to let nothing of the order leave. */
export async function POST(request: AuthenticatedMedusaRequest<HoldBody>, response: MedusaResponse): Promise<void> {
  const { reason, note } = request.validatedBody
  const { result } = await holdChannelOrderWorkflow(request.scope).run({
    input: { orderId: request.params.id!, reason, note, actor: request.auth_context.actor_id },
  })
  response.json(result)
}
