import type { MiddlewareRoute } from "@medusajs/framework/http"

/** Webhooks are signed over the very bytes that were sent, so these are kept; none is larger than this. */
export const webhookMiddlewares: MiddlewareRoute[] = [
  {
    matcher: "/anyshelf/webhooks/:connectionId",
    methods: ["POST"],
    bodyParser: { preserveRawBody: true, sizeLimit: "1mb" },
  },
]
