import type { IncomingHttpHeaders } from "node:http"
import type { Log } from "@anyshelf/connector-kit"
import {
  buildSubgraphSchema,
  checkSecret,
  IDENTITY_HEADER,
  verifyIdentity,
  type Identity,
  type SubgraphModule,
} from "@anyshelf/connector-kit/subgraph"
import { ApolloServer, HeaderMap, type HTTPGraphQLResponse } from "@apollo/server"
import { ApolloServerPluginInlineTraceDisabled } from "@apollo/server/plugin/disabled"
import { maskFault } from "./mask-fault"

/** A vendor's subgraph, with the context that its resolvers want. */
export interface VendorSubgraph extends SubgraphModule {
  readonly name: string
  context(identity: Identity): object
}

/** A request whose caller is known. */
export interface SubgraphRequest {
  readonly identity: Identity
  readonly headers: IncomingHttpHeaders
  readonly body: unknown
}

/** A subgraph that takes requests. */
export interface ServedSubgraph {
  readonly name: string
  /** Throws `IdentityRefused`. */
  identify(headers: IncomingHttpHeaders): Identity
  execute(request: SubgraphRequest): Promise<{ status: number; headers: Record<string, string>; text: string }>
  stop(): Promise<void>
}

/** Puts a subgraph behind Apollo Server, which parses, validates, caches documents and executes. */
export async function serveSubgraph(
  subgraph: VendorSubgraph,
  { secret, log }: { readonly secret: string; readonly log: Log }
): Promise<ServedSubgraph> {
  const identify = (headers: IncomingHttpHeaders) => verifyIdentity(first(headers[IDENTITY_HEADER]), secret)
  checkSecret(secret)
  const apollo = new ApolloServer<object>({
    schema: buildSubgraphSchema(subgraph),
    // Who gets here carries the gateway's signature: there is nobody to hide the schema from.
    introspection: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    formatError: maskFault(log),
    // Its traces speak Apollo's own format to Apollo's own gateway; ours speaks another.
    plugins: [ApolloServerPluginInlineTraceDisabled()],
  })
  await apollo.start()
  return {
    name: subgraph.name,
    identify,
    stop: () => apollo.stop(),
    execute: async ({ identity, headers, body }) => {
      const answer = await apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest: { method: "POST", headers: toHeaderMap(headers), search: "", body },
        context: () => Promise.resolve(subgraph.context(identity)),
      })
      return { status: answer.status ?? 200, headers: Object.fromEntries(answer.headers), text: textOf(answer) }
    },
  }
}

/** A subgraph has no `@defer`: an answer in parts cannot be. */
function textOf({ body }: HTTPGraphQLResponse): string {
  if (body.kind === "complete") return body.string
  throw new Error("A subgraph answers in one piece; remove @defer.")
}

function toHeaderMap(headers: IncomingHttpHeaders): HeaderMap {
  const map = new HeaderMap()
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) map.set(name, first(value) ?? "")
  return map
}

const first = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value)
