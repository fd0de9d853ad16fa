import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { channelsOf, findChannelOrder } from "../../../../../workflows/channel-commands/find-channel-order"
import { describeCommand } from "../describe"
import type { ChannelOrderAnswer } from "../types"

/** An order of ours that a channel took, and what the channel was told of it. */
export async function GET(request: MedusaRequest, response: MedusaResponse<ChannelOrderAnswer>): Promise<void> {
  const { connectionId, orderRef, orderId, number, state } = await findChannelOrder(request.scope, request.params.id!)
  const { commands } = channelsOf(request.scope)
  const hold = await commands.lastHold({ connectionId, orderRef })
  response.json({
    channel_order: { connection_id: connectionId, ref: orderRef, number, state, held: hold?.holds ?? false },
    commands: (await commands.list(orderId)).map(describeCommand),
  })
}
