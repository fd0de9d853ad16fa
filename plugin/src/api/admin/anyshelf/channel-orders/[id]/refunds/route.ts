import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { refundChannelOrderWorkflow } from "../../../../../../workflows/channel-commands/refund-channel-order"
import type { RefundBody } from "../../schema"

/** Gives money back through the channel that took it. */
export async function POST(request: AuthenticatedMedusaRequest<RefundBody>, response: MedusaResponse): Promise<void> {
  const { key, amount, shipping_amount: shipping, items, note, notify } = request.validatedBody
  const { result } = await refundChannelOrderWorkflow(request.scope).run({
    input: {
      orderId: request.params.id!,
      key,
      amount,
      shipping,
      items: items.map(({ item_id: itemId, quantity }) => ({ itemId, quantity })),
      note,
      notify,
      actor: request.auth_context.actor_id,
    },
  })
  response.status(202).json(result)
}
