import type { IncomingMessage, ServerResponse } from "node:http"
import { HeaderMap, type ApolloServer } from "@apollo/server"
import { anonymous } from "@anyshelf/connector-kit/subgraph"
import { GraphQLError } from "graphql"
import type { GatewayPlugin, GatewayRequest } from "../gateway-plugin"
import type { Log } from "../log"
import { hiddenFault } from "../refusal"
import { readJsonBody } from "./read-body"
import { jsonAnswer, type Answer } from "./send"

/** What the endpoint needs. */
export interface EndpointParts {
  readonly apollo: ApolloServer<GatewayRequest>
  readonly plugins: readonly GatewayPlugin[]
  readonly bodyBytesMax: number
  /** How long a request may take in all. */
  readonly deadlineMs: number
  readonly log: Log
  readonly now: () => number
}

/** Answers `/graphql` over HTTP through Apollo Server. */
export async function answerGraphQL(
  request: IncomingMessage,
  response: ServerResponse,
  parts: EndpointParts
): Promise<Answer> {
  const context = newRequest(request, response, parts)
  try {
    const body = await readJsonBody(request, parts.bodyBytesMax)
    const answer = await parts.apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: request.method ?? "GET",
        headers: headerMap(request),
        search: searchOf(request),
        body,
      },
      context: async () => identified(context, parts),
    })
    if (answer.body.kind !== "complete")
      throw new Error("Apollo Server answered in chunks, which this gateway never asks for.")
    const headers = { ...Object.fromEntries(answer.headers), ...context.responseHeaders }
    return { status: answer.status ?? 200, headers, body: answer.body.string }
  } catch (error) {
    return refused(error, context, parts.log)
  }
}

function newRequest(
  { headers }: IncomingMessage,
  response: ServerResponse,
  { now, deadlineMs }: EndpointParts
): GatewayRequest {
  const gone = new AbortController()
  response.on("close", () => {
    if (!response.writableFinished) gone.abort(new Error("The client has gone."))
  })
  return {
    headers,
    upstreamHeaders: {},
    responseHeaders: {},
    signal: gone.signal,
    deadlineAt: now() + deadlineMs,
    correlationId: "",
    identity: anonymous(),
    callerKey: "",
  }
}

async function identified(context: GatewayRequest, { plugins, log }: EndpointParts): Promise<GatewayRequest> {
  try {
    for (const plugin of plugins) await plugin.onRequest?.(context)
    return context
  } catch (error) {
    throw error instanceof GraphQLError ? error : faulted(error, context, log)
  }
}

function faulted(error: unknown, { correlationId }: GatewayRequest, log: Log): GraphQLError {
  const stack = error instanceof Error ? error.stack : undefined
  log.error("The gateway failed to serve a request.", { correlationId, reason: String(error), stack })
  return hiddenFault(correlationId)
}

/** What goes wrong outside Apollo Server is told in the same form as inside it. */
function refused(error: unknown, context: GatewayRequest, log: Log): Answer {
  const told = error instanceof GraphQLError ? error : faulted(error, context, log)
  const { http, ...extensions } = told.extensions
  const { status = 500 } = (http ?? {}) as { status?: number }
  const answer = jsonAnswer(status, { errors: [{ message: told.message, extensions }] })
  return { ...answer, headers: { ...answer.headers, ...context.responseHeaders } }
}

function headerMap({ headers }: IncomingMessage): HeaderMap {
  const map = new HeaderMap()
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(", ") : value)
  }
  return map
}

function searchOf({ url = "" }: IncomingMessage): string {
  const at = url.indexOf("?")
  return at === -1 ? "" : url.slice(at)
}
