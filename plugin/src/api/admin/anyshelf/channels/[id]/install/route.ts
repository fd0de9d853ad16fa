import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { beginInstall } from "../../../../../../channels/connections/install-connection"
import { keepInstallKey } from "../../../../../anyshelf/install/cookie"
import { asError, channelsOf, connectionOf } from "../../answer"
import type { InstallAnswer } from "../../types"

/** Begins to connect a shop by clicking. Only this browser can finish it. */
export async function POST(
  request: AuthenticatedMedusaRequest,
  response: MedusaResponse<InstallAnswer>
): Promise<void> {
  const { id, row } = await connectionOf(request)
  const origin = row?.publicUrl ?? `${request.protocol}://${request.get("host")}`
  const begun = await beginInstall(channelsOf(request).connections, {
    id,
    actorId: request.auth_context.actor_id,
    redirectUri: `${origin}/anyshelf/install/${id}/callback`,
  })
  if (!begun.ok) throw asError(begun)
  keepInstallKey(request, response, { id, key: begun.browserKey, ttlMs: begun.ttlMs })
  response.json({ url: begun.url })
}
