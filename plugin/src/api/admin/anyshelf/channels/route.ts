import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { createConnection } from "../../../../channels/connections/create-connection"
import { channelsOf, taken } from "./answer"
import { describeConnection } from "./describe-connection"
import { readFacts } from "./read-facts"
import { readCreateBody } from "./schema"
import { describeSecrets } from "./secrets"
import type { ChannelsAnswer, ConnectionAnswer } from "./types"

/** All connections with how they do. */
export async function GET(
  request: AuthenticatedMedusaRequest,
  response: MedusaResponse<ChannelsAnswer>
): Promise<void> {
  const { connections } = channelsOf(request)
  const entries = await connections.entries()
  const factsOf = await readFacts(request.scope)
  response.json({
    connections: entries.map((entry) => describeConnection(entry, factsOf(entry.id))),
    secrets: describeSecrets(connections),
    as_of: new Date().toISOString(),
  })
}

/** Makes a connection. Sent twice with the same content, it is made once. */
export async function POST(
  request: AuthenticatedMedusaRequest,
  response: MedusaResponse<{ connection: ConnectionAnswer }>
): Promise<void> {
  const { id, vendor, config, sales_channel, locations, publishing, public_url } = await readCreateBody(request.body)
  const wish = { id, vendor, config, salesChannel: sales_channel, locations, publishing, publicUrl: public_url }
  const entry = taken(await createConnection(channelsOf(request).connections, wish))
  const factsOf = await readFacts(request.scope)
  response.json({ connection: describeConnection(entry, factsOf(id)) })
}
