import {
  validateAndTransformBody,
  type MedusaNextFunction,
  type MedusaRequest,
  type MedusaResponse,
  type MiddlewareRoute,
} from "@medusajs/framework/http"
import { PaceKeeper } from "./pace"
import { holdBody } from "./schema"

/** A storefront that holds on each change of a cart stays far below. */
const pace = new PaceKeeper({ calls: 30, windowMs: 60_000, namesMax: 10_000 })

function keepPace(request: MedusaRequest, response: MedusaResponse, next: MedusaNextFunction): void {
  const waitMs = pace.waitMs(request.params.id!)
  if (waitMs === 0) return next()
  const seconds = Math.ceil(waitMs / 1000)
  response.setHeader("Retry-After", String(seconds))
  response
    .status(429)
    .json({ type: "too_many_requests", message: `This cart holds too often. Wait ${seconds} seconds.` })
}

/** What a cart holds. The cart's id is what gives the right to it, as for core's routes of a cart. */
export const cartHoldMiddlewares: MiddlewareRoute[] = [
  {
    matcher: "/store/anyshelf/carts/:id/hold",
    methods: ["POST"],
    bodyParser: { sizeLimit: "1kb" },
    middlewares: [keepPace, validateAndTransformBody(holdBody)],
  },
  { matcher: "/store/anyshelf/carts/:id/hold", methods: ["DELETE"], middlewares: [keepPace] },
]
