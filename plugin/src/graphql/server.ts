import { ApolloServer, HeaderMap, type HTTPGraphQLResponse } from "@apollo/server"
import { unwrapResolverError } from "@apollo/server/errors"
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
} from "@apollo/server/plugin/disabled"
import { buildSubgraphSchema } from "@anyshelf/connector-kit/subgraph"
import type { Logger } from "@medusajs/framework/types"
import { GraphQLError, type GraphQLFormattedError } from "graphql"
import type { Context } from "./context"
import { typeDefs } from "./generated/type-defs"
import { resolvers } from "./resolvers"

/** One GraphQL request as Medusa's HTTP layer read it. */
export interface SubgraphRequest {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body: unknown
}

/** The subgraph of the engine, at work in this process. */
export interface Subgraph {
  answer(request: SubgraphRequest, context: Context): Promise<HTTPGraphQLResponse>
  /** Lets requests under way end, then refuses further ones. */
  stop(): Promise<void>
}

/** Starts the subgraph. Its callers are gateways, so there is nothing to explore: introspection is off but for `_service`. */
export async function startSubgraph(logger: Logger): Promise<Subgraph> {
  const server = new ApolloServer<Context>({
    schema: buildSubgraphSchema({ typeDefs, resolvers }),
    introspection: false,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
    // Both wrap every field of every answer, for a reader that our gateway is not.
    plugins: [ApolloServerPluginCacheControlDisabled(), ApolloServerPluginInlineTraceDisabled()],
    // The process belongs to Medusa: it decides when to stop, and tells us.
    stopOnTerminationSignals: false,
    formatError: (formatted, error) => maskFault(formatted, error, logger),
  })
  await server.start()
  return {
    answer: ({ headers, body }, context) =>
      server.executeHTTPGraphQLRequest({
        httpGraphQLRequest: { method: "POST", headers: toHeaderMap(headers), search: "", body },
        context: async () => context,
      }),
    stop: () => server.stop(),
  }
}

/** A caller learns what went wrong when it was meant for them; of a fault of ours only that there was one. */
function maskFault(formatted: GraphQLFormattedError, error: unknown, logger: Logger): GraphQLFormattedError {
  const cause = unwrapResolverError(error)
  if (cause instanceof GraphQLError) return formatted
  logger.error(`GraphQL: ${formatted.path?.join(".") ?? "request"}`, cause instanceof Error ? cause : undefined)
  return {
    ...formatted,
    message: "Something went wrong on our side. Try again; if it stays, look in Medusa's log.",
    extensions: { code: "INTERNAL_SERVER_ERROR" },
  }
}

function toHeaderMap(headers: SubgraphRequest["headers"]): HeaderMap {
  const map = new HeaderMap()
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) map.set(name, typeof value === "string" ? value : value.join(", "))
  }
  return map
}
