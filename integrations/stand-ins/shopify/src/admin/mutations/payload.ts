import { isFaulty, type Faulty } from "../../shop/fault"
import type { RequestContext, View } from "../context"

/** Shopify's payload: what was made, and nothing wrong; or what was wrong, and nothing made. */
export function payload<T extends object>(
  { faults: { counters } }: RequestContext,
  outcome: T | Faulty,
  made: (outcome: T) => View,
  nothing: View
): View {
  if (isFaulty(outcome)) {
    counters.mutationsRefused++
    return { ...nothing, userErrors: outcome.faults }
  }
  counters.mutationsApplied++
  return { ...made(outcome), userErrors: [] }
}
