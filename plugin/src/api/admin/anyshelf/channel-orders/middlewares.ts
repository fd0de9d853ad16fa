import { validateAndTransformBody, type MiddlewareRoute } from "@medusajs/framework/http"
import { holdBody, refundBody } from "./schema"

const order = "/admin/anyshelf/channel-orders/:id"

/** What staff send about orders of channels. Medusa itself lets none but staff under /admin. */
export const channelOrderMiddlewares: MiddlewareRoute[] = [
  { matcher: `${order}/hold`, methods: ["POST"], middlewares: [validateAndTransformBody(holdBody)] },
  { matcher: `${order}/refunds`, methods: ["POST"], middlewares: [validateAndTransformBody(refundBody)] },
]
