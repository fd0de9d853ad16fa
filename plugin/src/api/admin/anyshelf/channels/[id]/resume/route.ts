import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { pauseConnection } from "../../../../../../channels/connections/steer-connection"
import { channelsOf, taken } from "../../answer"
import { describeConnection } from "../../describe-connection"
import { readFacts } from "../../read-facts"
import type { ConnectionAnswer } from "../../types"

/** Lets a paused connection go on, with what came meanwhile. */
export async function POST(
  request: AuthenticatedMedusaRequest,
  response: MedusaResponse<{ connection: ConnectionAnswer }>
): Promise<void> {
  const entry = taken(await pauseConnection(channelsOf(request).connections, request.params.id ?? "", false))
  const factsOf = await readFacts(request.scope)
  response.json({ connection: describeConnection(entry, factsOf(entry.id)) })
}
