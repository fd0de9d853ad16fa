import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { changeConnection, type ConnectionChange } from "../../../../../channels/connections/change-connection"
import { removeConnection } from "../../../../../channels/connections/steer-connection"
import { asError, channelsOf, connectionOf, taken } from "../answer"
import { describeConnection } from "../describe-connection"
import { readFacts } from "../read-facts"
import { readChangeBody } from "../schema"
import type { ConnectionAnswer, RemovedAnswer } from "../types"

/** One connection with how it does. */
export async function GET(
  request: AuthenticatedMedusaRequest,
  response: MedusaResponse<{ connection: ConnectionAnswer }>
): Promise<void> {
  const entry = await connectionOf(request)
  const factsOf = await readFacts(request.scope)
  response.json({ connection: describeConnection(entry, factsOf(entry.id)) })
}

/** Changes what is given and leaves the rest. */
export async function POST(
  request: AuthenticatedMedusaRequest,
  response: MedusaResponse<{ connection: ConnectionAnswer }>
): Promise<void> {
  const { config, sales_channel, locations, publishing, public_url } = await readChangeBody(request.body)
  const change: ConnectionChange = {
    ...(config !== undefined && { config }),
    ...(sales_channel !== undefined && { salesChannel: sales_channel }),
    ...(locations !== undefined && { locations }),
    ...(publishing !== undefined && { publishing }),
    ...(public_url !== undefined && { publicUrl: public_url }),
  }
  const entry = taken(await changeConnection(channelsOf(request).connections, request.params.id ?? "", change))
  const factsOf = await readFacts(request.scope)
  response.json({ connection: describeConnection(entry, factsOf(entry.id)) })
}

/** Takes a connection made in Admin away. */
export async function DELETE(
  request: AuthenticatedMedusaRequest,
  response: MedusaResponse<RemovedAnswer>
): Promise<void> {
  const id = request.params.id ?? ""
  const answer = await removeConnection(channelsOf(request).connections, id)
  if (!answer.ok) throw asError(answer)
  response.json({ id, removed: answer.removed })
}
