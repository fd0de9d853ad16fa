import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { countPoisoned, listingsOfPublications } from "../../../../../../../reads/channel-admin/queries/poisoned"
import { runOn } from "../../../../../../../reads/run"
import { channelsOf, connectionOf } from "../../../answer"
import { readRetryBody } from "../../../schema"
import type { RetriedAnswer } from "../../../types"

/** Tries numbers that were given up again, now; with each, the other places of the same article. What is well is left alone. */
export async function POST(
  request: AuthenticatedMedusaRequest,
  response: MedusaResponse<RetriedAnswer>
): Promise<void> {
  const body = await readRetryBody(request.body)
  const { id: connectionId } = await connectionOf(request)
  const channels = channelsOf(request)
  const run = runOn(request.scope)
  const listingIds = "ids" in body ? await listingsOfPublications(run, connectionId, body.ids) : undefined
  const before = await countPoisoned(run, connectionId)
  await channels.revivePublications({ connectionId, listingIds })
  const after = await countPoisoned(run, connectionId)
  channels.wakeEngine(connectionId)
  response.json({ retried: Math.max(0, before - after) })
}
