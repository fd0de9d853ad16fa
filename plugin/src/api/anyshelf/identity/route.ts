import type { AuthContext, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

/** Who the caller is, in the gateway's words. */
interface CallerIdentity {
  readonly kind: "anonymous" | "customer" | "staff"
  readonly actorId: string | null
  readonly scopes: readonly string[]
}

/** Tells whom Medusa takes the caller's own credentials for. The gateway asks; nobody learns of anyone but themselves. */
export async function GET(request: MedusaRequest, response: MedusaResponse<CallerIdentity>): Promise<void> {
  // An answer that is kept by a proxy would be given to somebody else.
  response.setHeader("cache-control", "no-store")
  response.json(describe((request as { auth_context?: AuthContext }).auth_context))
}

function describe(caller: AuthContext | undefined): CallerIdentity {
  switch (caller?.actor_type) {
    case "user":
    case "api-key":
      return { kind: "staff", actorId: caller.actor_id, scopes: ["staff"] }
    case "customer":
      return { kind: "customer", actorId: caller.actor_id, scopes: [] }
    default:
      return { kind: "anonymous", actorId: null, scopes: [] }
  }
}
