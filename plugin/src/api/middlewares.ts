import { authenticate, defineMiddlewares, validateAndTransformBody } from "@medusajs/framework/http"
import { followRequest } from "../causes/follow-request"
import { channelOrderMiddlewares } from "./admin/anyshelf/channel-orders/middlewares"
import { policiesBody } from "./admin/anyshelf/availability/schema"
import { channelMiddlewares } from "./admin/anyshelf/channels/middlewares"
import { doctorBody } from "./admin/anyshelf/doctor/schema"
import { heldOrderMiddlewares } from "./anyshelf/held-orders"
import { webhookMiddlewares } from "./anyshelf/webhooks/middlewares"
import { cartHoldMiddlewares } from "./store/anyshelf/carts/middlewares"
import { locationProfileBody } from "./admin/anyshelf/locations/[id]/profile/schema"

/** A page of 100 products by `_entities` needs some 100 KB; ten times that is no honest question. */
const subgraphBody = { sizeLimit: "1mb" }

/** Nobody is a caller too; but who has a second factor has to have shown it, which Medusa drops for routes open to nobody. */
const credentials = { allowUnauthenticated: true, requireMfa: true }

export default defineMiddlewares({
  routes: [
    { matcher: "/", middlewares: [followRequest] },
    ...webhookMiddlewares,
    ...heldOrderMiddlewares,
    ...channelMiddlewares,
    ...cartHoldMiddlewares,
    ...channelOrderMiddlewares,
    { matcher: "/anyshelf/graphql", methods: ["POST"], bodyParser: subgraphBody },
    {
      matcher: "/admin/anyshelf/locations/:id/profile",
      methods: ["POST"],
      middlewares: [validateAndTransformBody(locationProfileBody)],
    },
    {
      matcher: "/admin/anyshelf/availability/policies",
      methods: ["POST"],
      middlewares: [validateAndTransformBody(policiesBody)],
    },
    { matcher: "/admin/anyshelf/doctor", methods: ["POST"], middlewares: [validateAndTransformBody(doctorBody)] },
    {
      matcher: "/anyshelf/identity",
      methods: ["GET"],
      middlewares: [
        // A secret API key is only looked at where users alone are asked for, hence two.
        authenticate("user", ["bearer", "session", "api-key"], credentials),
        authenticate("customer", ["bearer", "session"], credentials),
      ],
    },
  ],
})
