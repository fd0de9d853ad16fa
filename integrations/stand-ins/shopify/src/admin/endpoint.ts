import type { IncomingMessage, ServerResponse } from "node:http"
import type { Credentials } from "../auth/credentials"
import type { RequestFault } from "../faults"
import { sendHtml, sendJson, send } from "../http/answer"
import { readText } from "../http/body"
import type { RequestContext } from "./context"
import { answer, throttledBody, type AdminAnswer, type AdminRequest, type Limits } from "./execute"
import { apiVersions, isApiVersion, type ApiVersion } from "./introspection"
import { vendorSchema } from "./vendor-schema"

const unauthorized = "[API] Invalid API key or access token (unrecognized login or wrong password)"
const largeBytes = 10 * 1024 * 1024
const bodyMax = 4 * 1024 * 1024

export interface AdminOptions {
  readonly credentials: Credentials
  readonly limits: Limits
  readonly context: Omit<RequestContext, "vendor" | "scopes" | "publicUrl">
}

/** `POST /admin/api/<version>/graphql.json`, as Shopify answers it, and with whatever misfortune lies ahead. */
export async function serveAdmin(
  request: IncomingMessage,
  response: ServerResponse,
  version: string,
  options: AdminOptions,
  url: URL
): Promise<void> {
  options.limits.counters.requests++
  if (!isApiVersion(version))
    return sendJson(response, 404, { errors: `Not Found: the stand-in serves ${apiVersions.join(" and ")}` })
  const scopes = options.credentials.scopesOf(request.headers["x-shopify-access-token"])
  if (!scopes) {
    options.limits.counters.unauthorized++
    return sendJson(response, 401, { errors: unauthorized })
  }
  if (options.context.faults.isDown)
    return sendJson(response, 503, { errors: "Service Unavailable" }, { "Retry-After": "1.0" })
  const text = await readText(request, bodyMax)
  const fault = options.context.faults.nextRequest(text)
  if (fault && failBefore(response, fault, options.limits)) return
  const read = readRequest(text)
  if (!read) return sendJson(response, 400, { errors: { query: "Required parameter missing or invalid" } })
  const context = { ...options.context, vendor: vendorSchema(version), scopes, publicUrl: `http://${url.host}` }
  const result = await answer(read, context, options.limits)
  await deliver(response, result, version, fault, options)
}

function readRequest(text: string): AdminRequest | null {
  try {
    const value = JSON.parse(text) as Partial<AdminRequest> | null
    return typeof value?.query === "string" ? { ...value, query: value.query } : null
  } catch {
    return null
  }
}

/** True when the request ends here, with nothing done. */
function failBefore(response: ServerResponse, fault: RequestFault, { bucket, counters }: Limits): boolean {
  const endings: Partial<Record<RequestFault["kind"], () => void>> = {
    hang: () => undefined,
    unauthorized: () => sendJson(response, 401, { errors: unauthorized }),
    large: () =>
      send(response, 200, "application/json; charset=utf-8", `{"data":{"padding":"${"x".repeat(largeBytes)}`),
    reset: () => response.destroy(),
    html: () => sendHtml(response, 502, "<html><body><h1>502 Bad Gateway</h1></body></html>"),
    status: () => sendJson(response, fault.status ?? 500, { errors: "Internal Server Error" }, retryAfter(fault)),
    throttled: () => {
      counters.throttled++
      bucket.drain()
      sendJson(response, 200, throttledBody(bucket, throttledPrice))
    },
  }
  endings[fault.kind]?.()
  return fault.kind in endings
}

/** What the request of an injected THROTTLED is said to have cost. */
const throttledPrice = 10

const retryAfter = (fault: RequestFault): Record<string, string> =>
  fault.retryAfter === undefined ? {} : { "Retry-After": fault.retryAfter }

async function deliver(
  response: ServerResponse,
  result: AdminAnswer,
  version: ApiVersion,
  fault: RequestFault | null,
  { context }: AdminOptions
): Promise<void> {
  await context.faults.beforeAnswer()
  if (fault?.kind === "reset-after") return void response.destroy()
  if (fault?.kind === "delay") await new Promise<void>((done) => context.clock.after(fault.delayMs ?? 1000, done))
  const body = JSON.stringify(result.body)
  const headers = { "X-Shopify-API-Version": version }
  if (fault?.kind !== "truncate") return send(response, result.status, "application/json; charset=utf-8", body, headers)
  response.writeHead(200, { "Content-Type": "application/json; charset=utf-8", ...headers })
  response.end(body.slice(0, Math.floor(body.length / 2)))
}
