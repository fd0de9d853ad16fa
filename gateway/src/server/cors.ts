import type { IncomingMessage } from "node:http"

/** Which other sites' pages may read answers: their origins (`https://shop.example`), or `*` for all. Default: none. */
export interface CorsOptions {
  readonly origins: readonly string[]
}

const REQUEST_HEADERS = [
  "content-type",
  "authorization",
  "x-publishable-api-key",
  "apollo-require-preflight",
  "x-apollo-operation-name",
  "x-correlation-id",
  "traceparent",
].join(", ")
const PREFLIGHT_SECONDS = 600

/** The headers that let a page of another site read the answer; none when it may not. Credentials come in headers, not cookies. */
export function corsHeaders({ headers, method }: IncomingMessage, { origins }: CorsOptions): Record<string, string> {
  const { origin } = headers
  const isAllowed = origin !== undefined && (origins.includes("*") || origins.includes(origin))
  if (!isAllowed) return origins.length ? { vary: "origin" } : {}
  return {
    vary: "origin",
    "access-control-allow-origin": origins.includes("*") ? "*" : origin,
    "access-control-expose-headers": "x-correlation-id",
    ...(method === "OPTIONS" ? preflight : {}),
  }
}

const preflight = {
  "access-control-allow-methods": "GET, POST",
  "access-control-allow-headers": REQUEST_HEADERS,
  "access-control-max-age": String(PREFLIGHT_SECONDS),
}
