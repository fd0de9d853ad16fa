import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import type { ToyShop } from "../shop/shop"
import { toyFetch, type ToyFetchOptions } from "."

/** A toy shop that listens. */
export interface ToyServer {
  readonly url: string
  close(): Promise<void>
}

/** Options of a toy shop that listens. */
export interface ToyServerOptions extends ToyFetchOptions {
  /** @default 0, any that is free */
  readonly port?: number
  /** Carries webhooks to where they were asked for; the sender's own failures are its own. Without it, none is sent. */
  readonly send?: typeof fetch
}

/** Puts a toy shop on a loopback port, so that other processes reach it, and has its webhooks sent. */
export async function startToyServer(shop: ToyShop, options: ToyServerOptions = {}): Promise<ToyServer> {
  const answer = toyFetch(shop, options)
  const server = createServer((request, response) => void serve(answer, request, response))
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve))
  const stop = options.send && deliver(shop, options.send)
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, close: () => (stop?.(), closed(server)) }
}

async function serve(answer: typeof fetch, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const chunks: Buffer[] = []
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
    const { method = "GET", headers } = request
    const body = method === "GET" ? {} : { body: Buffer.concat(chunks) }
    const authorization = headers.authorization ?? ""
    const given = await answer(`http://toy${request.url}`, { method, headers: { authorization }, ...body })
    response.writeHead(given.status, Object.fromEntries(given.headers)).end(Buffer.from(await given.arrayBuffer()))
  } catch (error) {
    response.writeHead(500).end(String(error))
  }
}

/** Sends each webhook once; a toy shop has no patience for receivers that are away. */
function deliver(shop: ToyShop, send: typeof fetch): () => void {
  return shop.webhooks.listen(({ headers, rawBody }, url) => {
    const init = { method: "POST", headers: headers as Record<string, string>, body: Buffer.from(rawBody) }
    if (url !== null)
      send(url, init).then(
        (answer) => answer.body?.cancel(),
        () => undefined
      )
  })
}

const closed = (server: Server) =>
  new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
