import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { describeExplanation } from "../../../../describe-explanation"
import { listingOf } from "../../../../say-of-listing"
import type { ExplainAnswer } from "../../../../types"

/** What the channel would be told of this article now, place by place, and why. Nothing is sent. */
export async function GET(request: AuthenticatedMedusaRequest, response: MedusaResponse<ExplainAnswer>): Promise<void> {
  response.json(await describeExplanation(request, await listingOf(request)))
}
