import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { pauseConnection } from "../../../../../../channels/connections/steer-connection"
import { channelsOf, taken } from "../../answer"
import { describeConnection } from "../../describe-connection"
import { readFacts } from "../../read-facts"
import type { ConnectionAnswer } from "../../types"

/** Stops a connection: nothing is read or sent until it is resumed. Its webhooks are kept. */
export async function POST(
  request: AuthenticatedMedusaRequest,
  response: MedusaResponse<{ connection: ConnectionAnswer }>
): Promise<void> {
  const entry = taken(await pauseConnection(channelsOf(request).connections, request.params.id ?? "", true))
  const factsOf = await readFacts(request.scope)
  response.json({ connection: describeConnection(entry, factsOf(entry.id)) })
}
