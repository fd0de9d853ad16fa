import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { channelsOf, connectionOf } from "../../../../answer"

/** Drops a command that was refused or waits, and those that need it. False when it is being sent, or settled already. */
export async function POST(
  request: AuthenticatedMedusaRequest,
  response: MedusaResponse<{ dropped: boolean }>
): Promise<void> {
  const { id: connectionId } = await connectionOf(request)
  const reason = `Dropped by ${request.auth_context.actor_id}.`
  const dropped = await channelsOf(request).commands.drop({ connectionId, id: request.params.command_id ?? "", reason })
  response.json({ dropped: dropped !== null })
}
