import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { channelsOf, connectionOf } from "../../../answer"
import type { ListProductsAnswer } from "../../../types"

/** Takes a product off the channel's shelves, without deleting it there. */
export async function DELETE(
  request: AuthenticatedMedusaRequest,
  response: MedusaResponse<ListProductsAnswer>
): Promise<void> {
  const { id: connectionId } = await connectionOf(request)
  const productId = request.params.product_id ?? ""
  const channels = channelsOf(request)
  const isKnown = await channels.products.unwant(connectionId, productId)
  if (isKnown) channels.wakeEngine(connectionId)
  const reason = isKnown ? null : "It is not on this channel by our doing."
  response.json({ products: [{ product_id: productId, queued: isKnown, reason }] })
}
