import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { sendJson } from "./answer"
import { BadRequest } from "./body"
import { isLoopback } from "./loopback"

export type Serve = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void>

export interface Listening {
  /** `http://127.0.0.1:4200` */
  readonly url: string
  close(): Promise<void>
}

/** A client that sends slower than this is cut off. */
const requestMs = 30_000

/** Listens on this machine only. */
export async function listen(port: number, serve: Serve): Promise<Listening> {
  const server = createServer({ requestTimeout: requestMs, headersTimeout: requestMs }, (request, response) => {
    handle(request, response, serve).catch((error: unknown) => fail(response, error))
  })
  await started(server, port)
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => stop(server) }
}

async function handle(request: IncomingMessage, response: ServerResponse, serve: Serve): Promise<void> {
  const url = new URL(request.url ?? "/", `http://${request.headers.host ?? "127.0.0.1"}`)
  // A name that merely resolves to this machine is how a page from elsewhere gets at a local server.
  if (!isLoopback(url.hostname)) throw new BadRequest(403, `the stand-in does not answer for ${url.hostname}`)
  await serve(request, response, url)
}

function fail(response: ServerResponse, error: unknown): void {
  if (error instanceof BadRequest) return sendJson(response, error.status, { error: error.message })
  console.error("The Shopify stand-in failed on a request:", error)
  sendJson(response, 500, { error: "the stand-in failed; its log says why" })
}

function started(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === "EADDRINUSE"
      reject(
        isTaken
          ? new Error(`Port ${port} is in use. Set ANYSHELF_STAND_INS_PORT to another one, or stop what uses it.`)
          : error
      )
    })
    server.listen(port, "127.0.0.1", resolve)
  })
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
