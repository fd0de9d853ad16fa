import type { AuthContext, MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { runInCircumstances } from "../inventory/cause"
import type { MovementCause } from "../inventory/contract"

/** Why a person moves stock by hand, in their words: percent-encoded, since a header knows no other letters. Staff only. */
export const REASON_HEADER = "x-anyshelf-reason"

/** What may stand in a ledger, a log line and a header unchanged; ids that a client sends are kept if they are no worse. */
const correlationId = /^[\w.-]{1,64}$/
const reasonMax = 1000
const staff = ["user", "api-key"]

type Followed = MedusaRequest & { readonly auth_context?: AuthContext; readonly requestId?: string }

/** Has the rest of a request run in circumstances that name who sent it. */
export function followRequest(request: MedusaRequest, _response: MedusaResponse, next: MedusaNextFunction): void {
  // Read when stock moves, because who is calling is found out after this.
  runInCircumstances(() => causeOfRequest(request), next)
}

/** Why stock moves in a request where no workflow says more. */
export function causeOfRequest(request: Followed): MovementCause {
  const caller = request.auth_context
  const correlation = correlationOf(request)
  const reason = staff.includes(caller?.actor_type ?? "") ? reasonOf(request) : undefined
  return {
    cause: "request",
    ...(caller?.actor_id && { actor: caller.actor_id }),
    ...(correlation !== undefined && { correlationId: correlation }),
    ...(reason !== undefined && { reason }),
  }
}

/** The gateway's id of the request, else Medusa's own. */
function correlationOf(request: Followed): string | undefined {
  return [request.get("x-correlation-id"), request.requestId].find((id) => id !== undefined && correlationId.test(id))
}

function reasonOf(request: Followed): string | undefined {
  const sent = request.get(REASON_HEADER)?.slice(0, reasonMax * 9)
  if (!sent) return undefined
  // Control characters are no words; a line break in a reason becomes a space.
  return (
    decoded(sent)
      .replace(/\p{Cc}+/gu, " ")
      .trim()
      .slice(0, reasonMax) || undefined
  )
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
