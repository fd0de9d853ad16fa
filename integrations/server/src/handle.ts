import type { IncomingMessage, RequestListener, ServerResponse } from "node:http"
import type { Log } from "@anyshelf/connector-kit"
import { IdentityRefused } from "@anyshelf/connector-kit/subgraph"
import { readJson, RequestTooLarge } from "./body"
import type { ServedSubgraph } from "./serve-subgraph"

/** A thousand representations have room in it. */
const BODY_BYTES_MAX = 1024 * 1024

/** Answers `/health`, and each subgraph at its address. */
export function requestHandler(subgraphs: readonly ServedSubgraph[], log: Log): RequestListener {
  const byPath = new Map(subgraphs.map((subgraph) => [`/${subgraph.name}/graphql`, subgraph]))
  return (request, response) => {
    const path = (request.url ?? "/").split("?")[0] ?? "/"
    const subgraph = byPath.get(path)
    if (path === "/health") return reply(response, 200, { status: "ok", subgraphs: subgraphs.map(({ name }) => name) })
    if (!subgraph)
      return reply(response, 404, { message: `There is nothing here. Subgraphs: ${[...byPath.keys()].join(", ")}.` })
    if (request.method !== "POST") return reply(response, 405, { message: "Use POST." })
    answer(subgraph, request, response).catch((error: unknown) => replyError(response, error, log))
  }
}

async function answer(subgraph: ServedSubgraph, request: IncomingMessage, response: ServerResponse): Promise<void> {
  // Before a byte of the body is read: who is not let in costs nothing.
  const identity = subgraph.identify(request.headers)
  const body = await readJson(request, BODY_BYTES_MAX)
  const { status, headers, text } = await subgraph.execute({ identity, headers: request.headers, body })
  response.writeHead(status, headers)
  response.end(text)
}

function replyError(response: ServerResponse, error: unknown, log: Log): void {
  if (error instanceof IdentityRefused) return replyFault(response, 401, "UNAUTHENTICATED", error.message)
  if (error instanceof SyntaxError) return replyFault(response, 400, "BAD_USER_INPUT", "The body is not JSON.")
  if (error instanceof RequestTooLarge) {
    response.setHeader("connection", "close")
    return replyFault(response, 413, "BAD_USER_INPUT", error.message)
  }
  log.warn("A request to the connectors' server failed.", {
    error: error instanceof Error ? error.message : String(error),
  })
  if (response.headersSent) return void response.destroy()
  replyFault(response, 500, "INTERNAL_SERVER_ERROR", "Something failed here; the log says what.")
}

/** In GraphQL's own form, so that a gateway passes it on as any other error. */
const replyFault = (response: ServerResponse, status: number, code: string, message: string) =>
  reply(response, status, { errors: [{ message, extensions: { code } }] })

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8" })
  response.end(JSON.stringify(body))
}
