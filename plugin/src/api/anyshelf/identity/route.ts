import type { AuthContext, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { channelsModule } from "../../../modules/channels"
import type ChannelsService from "../../../modules/channels/service"

/** Who the caller is, in the gateway's words. */
interface CallerIdentity {
  readonly kind: "anonymous" | "customer" | "staff" | "connector"
  readonly actorId: string | null
  readonly scopes: readonly string[]
}

const nobody: CallerIdentity = { kind: "anonymous", actorId: null, scopes: [] }

/** Tells whom Medusa takes the caller's own credentials for. The gateway asks; nobody learns of anyone but themselves. */
export async function GET(request: MedusaRequest, response: MedusaResponse<CallerIdentity>): Promise<void> {
  // An answer that is kept by a proxy would be given to somebody else.
  response.setHeader("cache-control", "no-store")
  const caller = describe((request as { auth_context?: AuthContext }).auth_context)
  response.json(caller === nobody ? await findConnector(request) : caller)
}

function describe(caller: AuthContext | undefined): CallerIdentity {
  switch (caller?.actor_type) {
    case "user":
    case "api-key":
      return { kind: "staff", actorId: caller.actor_id, scopes: ["staff"] }
    case "customer":
      return { kind: "customer", actorId: caller.actor_id, scopes: [] }
    default:
      return nobody
  }
}

/** A channel key is ours, not Medusa's: it opens one connection. */
async function findConnector(request: MedusaRequest): Promise<CallerIdentity> {
  const [, key] = /^Bearer (anyc_\S{1,128})$/.exec(request.get("authorization") ?? "") ?? []
  if (key === undefined) return nobody
  const connectionId = await request.scope.resolve<ChannelsService>(channelsModule).connectionOfKey(key)
  return connectionId === null ? nobody : { kind: "connector", actorId: connectionId, scopes: ["connector"] }
}
