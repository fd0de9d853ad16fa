import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { sayOfListing } from "../../../../say-of-listing"
import type { ListingAnswer } from "../../../../types"

/** Takes back what a person said of a listing: it is matched by its SKU and barcode again. */
export async function POST(
  request: AuthenticatedMedusaRequest,
  response: MedusaResponse<{ listing: ListingAnswer }>
): Promise<void> {
  response.json({ listing: await sayOfListing(request, null) })
}
