import { IDENTITY_HEADER, IdentityRefused, verifyIdentity, type Identity } from "@anyshelf/connector-kit/subgraph"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { createContext } from "../../../graphql/context"
import { subgraphOf } from "../../../graphql/subgraph-of"
import { PLUGIN_MODULE } from "../../../modules/plugin/key"
import type PluginService from "../../../modules/plugin/service"

/** The engine's subgraph. Only gateways may call it: `_entities` resolves by key and would lead around the store API. */
export async function POST(request: MedusaRequest, response: MedusaResponse): Promise<void> {
  const identity = identityOf(request)
  if (identity instanceof IdentityRefused) {
    response.status(401).json({ errors: [{ message: identity.message, extensions: { code: "UNAUTHENTICATED" } }] })
    return
  }
  const { subgraph, store } = await subgraphOf(request.scope)
  const context = createContext(identity, request.scope, store)
  const { status, headers, body } = await subgraph.answer({ headers: request.headers, body: request.body }, context)
  for (const [name, value] of headers) response.setHeader(name, value)
  response.status(status ?? 200)
  if (body.kind === "complete") response.send(body.string)
  else for await (const chunk of body.asyncIterator) response.write(chunk)
  response.end()
}

function identityOf(request: MedusaRequest): Identity | IdentityRefused {
  const { gatewaySecret } = request.scope.resolve<PluginService>(PLUGIN_MODULE).options
  try {
    return verifyIdentity(request.get(IDENTITY_HEADER), gatewaySecret)
  } catch (error) {
    if (error instanceof IdentityRefused) return error
    throw error
  }
}
