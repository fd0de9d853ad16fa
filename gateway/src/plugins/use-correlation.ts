import { randomBytes } from "node:crypto"
import type { GatewayPlugin } from "../gateway-plugin"

const CORRELATION_HEADER = "x-correlation-id"
/** W3C Trace Context, version 00: https://www.w3.org/TR/trace-context/#traceparent-header */
const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/
/** What may go into a log line and a header unchanged. */
const CORRELATION_ID = /^[\w.-]{1,64}$/

/**
 * Gives each request one id that every process logs, and passes the trace on. Ids that a client sends are kept when they are
 * well formed, else made; the client gets the id back in `x-correlation-id`.
 */
export function useCorrelation(): GatewayPlugin {
  return {
    name: "correlation",
    onRequest(request) {
      const traceparent = String(request.headers["traceparent"] ?? "")
      const [, traceId = randomHex(16), , flags = "01"] = TRACEPARENT.exec(traceparent) ?? []
      const given = String(request.headers[CORRELATION_HEADER] ?? "")
      request.correlationId = CORRELATION_ID.test(given) ? given : traceId
      // The gateway is a span of its own, so the parent that it names is itself.
      request.upstreamHeaders["traceparent"] = `00-${traceId}-${randomHex(8)}-${flags}`
      request.upstreamHeaders[CORRELATION_HEADER] = request.correlationId
      request.responseHeaders[CORRELATION_HEADER] = request.correlationId
    },
  }
}

const randomHex = (bytes: number): string => randomBytes(bytes).toString("hex")
