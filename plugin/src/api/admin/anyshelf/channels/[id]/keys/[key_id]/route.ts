import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { channelsOf } from "../../../answer"

/** Ends a key. Ending one that has ended already is no mistake. */
export async function DELETE(request: AuthenticatedMedusaRequest, response: MedusaResponse): Promise<void> {
  const { id = "", key_id = "" } = request.params
  response.json({ id: key_id, revoked: await channelsOf(request).revokeKey({ id: key_id, connectionId: id }) })
}
