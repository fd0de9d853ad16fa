import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import type { Log } from "../log"
import type { Playground } from "../playground/playground"
import { corsHeaders, type CorsOptions } from "./cors"
import { jsonAnswer, send, type Answer } from "./send"

/** What the server serves. */
export interface Routes {
  graphql(request: IncomingMessage, response: ServerResponse): Promise<Answer>
  health(): Promise<Answer>
  /** Null when there is none. */
  readonly playground: Playground | null
  readonly cors: CorsOptions
  readonly log: Log
}

const ASSETS = "/graphql/playground/"
const REQUEST_MS = 30_000
const HEADERS_MS = 10_000

/** A server that is not listening yet. */
export function createHttpServer(routes: Routes): Server {
  const server = createServer((request, response) => {
    respond(request, response, routes).catch((error: unknown) => {
      routes.log.error("The gateway failed to serve a request.", { reason: String(error) })
      send(response, jsonAnswer(500, { errors: [{ message: "The gateway failed to serve this. Its log says why." }] }))
    })
  })
  server.requestTimeout = REQUEST_MS
  server.headersTimeout = HEADERS_MS
  return server
}

async function respond(request: IncomingMessage, response: ServerResponse, routes: Routes): Promise<void> {
  const answer = await route(request, response, routes)
  send(response, { ...answer, headers: { ...answer.headers, ...corsHeaders(request, routes.cors) } })
}

async function route(request: IncomingMessage, response: ServerResponse, routes: Routes): Promise<Answer> {
  const [path = ""] = (request.url ?? "").split("?", 1)
  if (request.method === "OPTIONS") return { status: 204, headers: {}, body: "" }
  if (path === "/graphql") {
    return routes.playground && isPerson(request) ? routes.playground.page() : routes.graphql(request, response)
  }
  if (path === "/health") return routes.health()
  // Browsers ask for one unasked.
  if (path === "/favicon.ico") return { status: 204, headers: {}, body: "" }
  const asset = path.startsWith(ASSETS) ? await routes.playground?.asset(path.slice(ASSETS.length)) : null
  return (
    asset ??
    jsonAnswer(404, { errors: [{ message: "There is nothing here. GraphQL is at /graphql, health at /health." }] })
  )
}

/** A browser that shows a page to a person says that it prefers HTML; programs do not. */
const isPerson = ({ method, headers, url = "" }: IncomingMessage): boolean =>
  method === "GET" && (headers.accept ?? "").includes("text/html") && !url.includes("query=")

/** Listens; rejects with a sentence when it cannot. Port 0 takes a free one. Gives the server's address. */
export function listen(server: Server, { host, port }: { host: string; port: number }): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(new Error(whyNot(error, host, port), { cause: error }))
    )
    server.listen(port, host, () => {
      const { port: taken } = server.address() as AddressInfo
      resolve(`http://${host.includes(":") ? `[${host}]` : host}:${taken}`)
    })
  })
}

function whyNot({ code, message }: NodeJS.ErrnoException, host: string, port: number): string {
  if (code === "EADDRINUSE") return `Port ${port} is in use. Stop the other program or set ANYSHELF_GATEWAY_PORT.`
  if (code === "EACCES") return `Port ${port} needs more rights. Set ANYSHELF_GATEWAY_PORT to a port above 1023.`
  return `The gateway cannot listen on ${host}:${port}: ${message}.`
}

/**
 * Takes no more requests, waits for those under way up to `graceMs`, then ends all connections. A connection on which nothing
 * was ever asked does not count as idle to Node, so requests are counted here.
 */
export function closeGracefully(server: Server, requests: RequestCount, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), graceMs)
    server.close(() => {
      clearTimeout(timer)
      resolve()
    })
    requests.whenNone(() => server.closeAllConnections())
  })
}

/** Counts a server's requests that have not been answered. */
export class RequestCount {
  #open = 0
  #onNone: (() => void) | undefined

  constructor(server: Server) {
    server.on("request", (_request, response: ServerResponse) => {
      this.#open += 1
      response.once("close", () => {
        this.#open -= 1
        if (this.#open === 0) this.#onNone?.()
      })
    })
  }

  /** Calls back as soon as there are none: now, or later. */
  whenNone(callback: () => void): void {
    this.#onNone = callback
    if (this.#open === 0) callback()
  }
}
