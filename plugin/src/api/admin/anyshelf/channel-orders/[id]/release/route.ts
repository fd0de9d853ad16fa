import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { releaseChannelOrderWorkflow } from "../../../../../../workflows/channel-commands/release-channel-order"

/** Ends the hold of the order on its channel. */
export async function POST(request: AuthenticatedMedusaRequest, response: MedusaResponse): Promise<void> {
  const { result } = await releaseChannelOrderWorkflow(request.scope).run({
    input: { orderId: request.params.id!, actor: request.auth_context.actor_id },
  })
  response.json(result)
}
