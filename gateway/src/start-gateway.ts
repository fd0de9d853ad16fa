import { ApolloServer } from "@apollo/server"
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from "@apollo/server/plugin/disabled"
import { createGateway } from "./apollo-gateway"
import type { GatewayOptions, RunningGateway } from "./gateway-options"
import type { GatewayRequest } from "./gateway-plugin"
import { jsonLog, type Log } from "./log"
import { createPlayground } from "./playground/playground"
import { answerGraphQL } from "./server/graphql-endpoint"
import { healthCheck } from "./server/health"
import { closeGracefully, createHttpServer, listen, RequestCount } from "./server/http-server"
import { Subgraphs } from "./subgraphs"

const PORT = 4_000
const DEADLINE_MS = 15_000
const BODY_BYTES_MAX = 1024 * 1024
const OPERATIONS_MAX = 1_000
const SELECTIONS_MAX = 10_000
const REPRESENTATIONS_MAX = 1_000
const PLANNING_MS = 2_000
const GRACE_MS = 5_000

/** Starts a gateway. Rejects with a sentence that says what to do when the supergraph, a setting or the port is wrong. */
export async function startGateway(options: GatewayOptions): Promise<RunningGateway> {
  const { log = jsonLog(), plugins, host = "127.0.0.1", port = PORT } = options
  const now = Date.now
  const subgraphs = new Subgraphs(options.subgraphs, log, now)
  const gateway = createGateway({
    supergraphSdl: options.supergraphSdl,
    subgraphs,
    plugins,
    log,
    engine: {
      operationsMax: options.operationsMax ?? OPERATIONS_MAX,
      representationsMax: options.representationsMax ?? REPRESENTATIONS_MAX,
      planningTimeoutMs: PLANNING_MS,
    },
  })
  const apollo = createApollo(gateway, options, log)
  await apollo.start()
  const { deadlineMs = DEADLINE_MS, bodyBytesMax = BODY_BYTES_MAX } = options
  const server = createHttpServer({
    graphql: (request, response) =>
      answerGraphQL(request, response, { apollo, plugins, bodyBytesMax, deadlineMs, log, now }),
    health: healthCheck(subgraphs, now),
    playground: options.playground ? createPlayground(options.playground) : null,
    cors: options.cors ?? { origins: [] },
    log,
  })
  const requests = new RequestCount(server)
  const close = async (): Promise<void> => {
    await closeGracefully(server, requests, GRACE_MS)
    await apollo.stop()
    await options.onClose?.()
  }
  try {
    return { url: await listen(server, { host, port }), swap: (sdl) => gateway.swap(sdl), close }
  } catch (error) {
    await close()
    throw error
  }
}

function createApollo(
  gateway: ReturnType<typeof createGateway>,
  options: GatewayOptions,
  log: Log
): ApolloServer<GatewayRequest> {
  const { plugins, introspection = true } = options
  const tokensMax = Math.min(...plugins.map((plugin) => plugin.tokensMax ?? Infinity))
  return new ApolloServer<GatewayRequest>({
    gateway,
    introspection,
    // Who may not read the schema may not guess it from "Did you mean …" either.
    hideSchemaDetailsFromClientErrors: !introspection,
    parseOptions: Number.isFinite(tokensMax) ? { maxTokens: tokensMax } : {},
    maxRecursiveSelections: options.selectionsMax ?? SELECTIONS_MAX,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    stopOnTerminationSignals: false,
    persistedQueries: false,
    logger: apolloLog(log),
    plugins: [ApolloServerPluginLandingPageDisabled(), ApolloServerPluginCacheControlDisabled()],
  })
}

function apolloLog(log: Log) {
  return {
    debug: () => undefined,
    info: (message: unknown) => log.info(String(message)),
    warn: (message: unknown) => log.warn(String(message)),
    error: (message: unknown) => log.error(String(message)),
  }
}
