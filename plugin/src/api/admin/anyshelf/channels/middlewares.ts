import type { MiddlewareRoute } from "@medusajs/framework/http"

/**
 * A file of listings is read as it comes, since it may be larger than a body is kept. Bodies are checked by the routes themselves: a
 * middleware at `/:id` would see those of every path below it, too.
 */
export const channelMiddlewares: MiddlewareRoute[] = [
  { matcher: "/admin/anyshelf/channels/:id/listings/csv", methods: ["POST"], bodyParser: false },
]
