import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { refreshConnection } from "../../../../../../channels/connections/steer-connection"
import { channelsOf, taken } from "../../answer"
import type { RefreshAnswer } from "../../types"

/** Reads the shop again: all its listings, and the orders since the last time. It begins within seconds, and is seen in its health. */
export async function POST(
  request: AuthenticatedMedusaRequest,
  response: MedusaResponse<RefreshAnswer>
): Promise<void> {
  const { connector } = taken(await refreshConnection(channelsOf(request).connections, request.params.id ?? ""))
  const feeds = connector?.capabilities.feeds ?? []
  response.json({ feeds: feeds.filter((feed) => feed === "listings" || feed === "orders" || feed === "locations") })
}
