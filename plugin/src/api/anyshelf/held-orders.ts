import type { MedusaNextFunction, MedusaRequest, MedusaResponse, MiddlewareRoute } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { channelsModule } from "../../modules/channels"
import type ChannelsService from "../../modules/channels/service"

/**
 * An order of a channel that waits for one of its lines to be known is not packed in part: nobody could tell the channel what left.
 * Closing its task lets it go.
 */
async function refuseHeldOrder(
  request: MedusaRequest,
  _response: MedusaResponse,
  next: MedusaNextFunction
): Promise<void> {
  const channels = request.scope.resolve<ChannelsService>(channelsModule)
  const held = await channels.records.readHeld(request.params.id ?? "")
  if (!held) return next()
  throw new MedusaError(
    MedusaError.Types.NOT_ALLOWED,
    `The order ${held.number} of ${held.connectionId} cannot be fulfilled yet. ${held.reason}`
  )
}

export const heldOrderMiddlewares: MiddlewareRoute[] = [
  { matcher: "/admin/orders/:id/fulfillments", methods: ["POST"], middlewares: [refuseHeldOrder] },
]
