import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { sayOfListing } from "../../../../say-of-listing"
import { readMapBody } from "../../../../schema"
import type { ListingAnswer } from "../../../../types"

/** Maps a listing to a variant by hand. It holds through every reading, until it is unmapped. */
export async function POST(
  request: AuthenticatedMedusaRequest,
  response: MedusaResponse<{ listing: ListingAnswer }>
): Promise<void> {
  const { variant_id } = await readMapBody(request.body)
  response.json({ listing: await sayOfListing(request, { is: "variant", variantId: variant_id, by: "hand" }) })
}
