import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { buildSubgraphSchema, IDENTITY_HEADER, verifyIdentity, type Identity } from "@anyshelf/connector-kit/subgraph"
import { graphql, type ExecutionResult } from "graphql"
import type { GatewayOptions, RunningGateway } from "../src/gateway-options"
import type { KnownCaller } from "../src/identity/ask-identity"
import { silentLog } from "../src/log"
import { useCorrelation } from "../src/plugins/use-correlation"
import { useIdentity } from "../src/plugins/use-identity"
import { startGateway } from "../src/start-gateway"
import { compose, type TestSubgraph } from "./compose"

export const SECRET = "a secret for tests that is long enough"

/** What a subgraph got. */
export interface Received {
  readonly headers: IncomingMessage["headers"]
  readonly identity: Identity
  readonly body: { readonly query: string; readonly variables?: Readonly<Record<string, unknown>> }
}

/** Answers in a subgraph's stead; false lets it answer. */
export type Behaviour = (response: ServerResponse, received: Received) => boolean

/** A subgraph that listens on loopback. */
export interface ServedSubgraph {
  readonly name: string
  readonly url: string
  readonly received: Received[]
  /** Requests whose sender hung up before the answer. */
  hungUp: number
  behave: Behaviour
  close(): Promise<void>
}

/** Serves a subgraph over real HTTP; requests without a signed identity are refused, as subgraphs must. */
export async function serveSubgraph(subgraph: TestSubgraph, port = 0): Promise<ServedSubgraph> {
  const schema = buildSubgraphSchema(subgraph)
  const server = createServer((request, response) => {
    if (request.url === "/health") return void response.end("ok")
    void readBody(request).then(async (text) => {
      const body = JSON.parse(text) as Received["body"]
      const received = {
        headers: request.headers,
        body,
        identity: verifyIdentity(String(request.headers[IDENTITY_HEADER]), SECRET),
      }
      served.received.push(received)
      response.on("close", () => (served.hungUp += response.writableFinished ? 0 : 1))
      if (served.behave(response, received)) return
      const answer = await graphql({
        schema,
        source: body.query,
        variableValues: body.variables ?? {},
        contextValue: received,
      })
      response.setHeader("content-type", "application/json").end(JSON.stringify(answer))
    })
  })
  const served: ServedSubgraph = {
    name: subgraph.name,
    url: `http://127.0.0.1:${await listening(server, port)}/graphql`,
    received: [],
    hungUp: 0,
    behave: () => false,
    close: () => closed(server),
  }
  return served
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString("utf8")
}

function listening(server: Server, port: number): Promise<number> {
  return new Promise((resolve) =>
    server.listen(port, "127.0.0.1", () => resolve((server.address() as AddressInfo).port))
  )
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

/** Credentials that the test's Medusa knows. */
export const callers: Readonly<Record<string, KnownCaller>> = {
  "Bearer staff": { kind: "staff", scopes: ["staff"], actorId: "user_1" },
  "Bearer customer": { kind: "customer", scopes: [], actorId: "cus_1" },
}

/** A gateway that listens, with a client. */
export interface TestGateway {
  readonly gateway: RunningGateway
  post(
    query: string,
    options?: { variables?: object; headers?: Record<string, string>; signal?: AbortSignal }
  ): Promise<Response>
  ask(query: string, options?: { variables?: object; headers?: Record<string, string> }): Promise<ExecutionResult>
}

/** Starts a gateway before these subgraphs. */
export async function testGateway(
  subgraphs: readonly { readonly module: TestSubgraph; readonly url: string }[],
  options: Partial<GatewayOptions> = {}
): Promise<TestGateway> {
  const { plugins = [], ...rest } = options
  const ask = async (authorization: string): Promise<KnownCaller | null> => callers[authorization] ?? null
  const gateway = await startGateway({
    supergraphSdl: compose(subgraphs.map(({ module, url }) => ({ ...module, url }))),
    port: 0,
    log: silentLog,
    subgraphs: {},
    ...rest,
    plugins: [useCorrelation(), useIdentity({ ask, secret: SECRET, log: silentLog }), ...plugins],
  })
  const post: TestGateway["post"] = (query, { variables, headers = {}, signal } = {}) =>
    fetch(`${gateway.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify({ query, ...(variables ? { variables } : {}) }),
      ...(signal ? { signal } : {}),
    })
  return { gateway, post, ask: async (...args) => (await (await post(...args)).json()) as ExecutionResult }
}
