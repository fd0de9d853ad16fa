import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { sayOfListing } from "../../../../say-of-listing"
import type { ListingAnswer } from "../../../../types"

/** Says that a listing is none of ours: nothing is published to it, and nobody is asked about it. */
export async function POST(
  request: AuthenticatedMedusaRequest,
  response: MedusaResponse<{ listing: ListingAnswer }>
): Promise<void> {
  response.json({ listing: await sayOfListing(request, { is: "none" }) })
}
