import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { silentLog, type Connection, type Log } from "@anyshelf/connector-kit"
import { safeFetch } from "@anyshelf/connector-kit/safe-fetch"
import { shopifySubgraph, type ShopifySubgraphOptions } from "@anyshelf/shopify"
import { requestHandler } from "./handle"
import { serveSubgraph } from "./serve-subgraph"

/** What the connectors' server is started with. */
export interface IntegrationsServerOptions {
  /** 0 takes any free port. */
  readonly port: number
  /** @default 127.0.0.1: only the gateway has business here. */
  readonly host?: string
  /** `ANYSHELF_GATEWAY_SECRET`: only requests signed with it are answered. At least 32 characters. */
  readonly secret: string
  /** The same that the plugin is given. */
  readonly connections: readonly Connection[]
  /**
   * Hosts, each with its port, that connections may name although they are in a private network or speak plain http. Every other such
   * address is refused. @default none
   */
  readonly allowPrivateAddresses?: readonly string[]
  /** How live answers from Shopify are had: share of the rate limit, patience, freshness. */
  readonly shopify?: Pick<ShopifySubgraphOptions, "share" | "timeoutMs" | "cacheMs">
  readonly log?: Log
}

/** A running server. */
export interface IntegrationsServer {
  /** For example `http://127.0.0.1:4100`; Shopify's subgraph is at `<url>/shopify/graphql`. */
  readonly url: string
  /** Answers what is under way, takes nothing new, and ends. */
  close(): Promise<void>
}

const CLOSE_MS = 5_000
const CLOSE_TIDY_MS = 20

/**
 * Serves the connectors' live subgraphs, each at `/<vendor>/graphql`, and `/health`. A vendor's subgraph is there also when no
 * connection uses it, since the supergraph counts on it. Throws when the port is taken or the secret too short.
 */
export async function startIntegrationsServer(options: IntegrationsServerOptions): Promise<IntegrationsServer> {
  const { port, host = "127.0.0.1", secret, connections, log = silentLog } = options
  const fetch = safeFetch({ allow: options.allowPrivateAddresses ?? [] })
  const subgraphs = [
    await serveSubgraph(shopifySubgraph({ connections, log, fetch, ...options.shopify }), { secret, log }),
  ]
  const server = createServer(requestHandler(subgraphs, log))
  // The answer comes within a second or not at all; a caller who sends slower than that is not the gateway.
  server.requestTimeout = 10_000
  await listen(server, port, host)
  const { port: taken } = server.address() as AddressInfo
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${taken}`,
    close: async () => {
      await closeServer(server)
      await Promise.all(subgraphs.map((subgraph) => subgraph.stop()))
    },
  }
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(
        error.code === "EADDRINUSE"
          ? new Error(`Port ${port} is in use: set ANYSHELF_CONNECTORS_PORT to another.`)
          : error
      )
    )
    server.listen(port, host, resolve)
  })
}

/** Lets answers under way be finished, but not for ever. A connection kept alive after its answer is closed as well. */
function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const tidying = setInterval(() => server.closeIdleConnections(), CLOSE_TIDY_MS)
    const impatience = setTimeout(() => server.closeAllConnections(), CLOSE_MS)
    server.close(() => {
      clearInterval(tidying)
      clearTimeout(impatience)
      resolve()
    })
    server.closeIdleConnections()
  })
}
