import type { ApolloServerOptionsWithGateway } from "@apollo/server"
import type { GraphQLSchema } from "graphql"
import { Engine, type EngineOptions } from "./engine"
import type { GatewayPlugin, GatewayRequest } from "./gateway-plugin"
import type { Log } from "./log"
import { hiddenFault } from "./refusal"
import type { Subgraphs } from "./subgraphs"
import { readSupergraph } from "./supergraph/supergraph"
import { GraphQLError } from "graphql"

type GatewayInterface = ApolloServerOptionsWithGateway<GatewayRequest>["gateway"]
type OnSchema = Parameters<GatewayInterface["onSchemaLoadOrUpdate"]>[0]
type Executor = NonNullable<Awaited<ReturnType<GatewayInterface["load"]>>["executor"]>
type ExecutorRequest = Parameters<Executor>[0]

/** What runs behind Apollo Server: it is given valid operations and answers them from subgraphs. */
export interface SwappableGateway extends GatewayInterface {
  /** Serves another supergraph from now on. Requests under way end on the one they began with. Throws when it cannot be read. */
  swap(supergraphSdl: string): void
}

/** What the gateway is made of. */
export interface GatewayParts {
  readonly supergraphSdl: string
  readonly subgraphs: Subgraphs
  readonly plugins: readonly GatewayPlugin[]
  readonly engine: EngineOptions
  readonly log: Log
}

/** Apollo Server's `gateway` option, served by our own engine. */
export function createGateway({
  supergraphSdl,
  subgraphs,
  plugins,
  engine: options,
  log,
}: GatewayParts): SwappableGateway {
  // Apollo Server validates against the schema it was last given; the engine that belongs to that schema must run it.
  const engines = new WeakMap<GraphQLSchema, Engine>()
  const listeners = new Set<OnSchema>()
  const start = (sdl: string): Engine => {
    const supergraph = readSupergraph(sdl)
    subgraphs.know(supergraph.subgraphUrls)
    const engine = new Engine(supergraph, plugins, options)
    engines.set(supergraph.schema, engine)
    return engine
  }
  const tell = ({ supergraph }: Engine, listener: OnSchema): void =>
    listener({ apiSchema: supergraph.schema, coreSupergraphSdl: supergraph.sdl })
  let current = start(supergraphSdl)

  return {
    onSchemaLoadOrUpdate(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    load: async () => {
      for (const listener of listeners) tell(current, listener)
      return { executor: (request) => executeOn(engines.get(request.schema) ?? current, request, subgraphs, log) }
    },
    swap(sdl) {
      current = start(sdl)
      for (const listener of listeners) tell(current, listener)
    },
    stop: () => subgraphs.close(),
  }
}

async function executeOn(
  engine: Engine,
  request: ExecutorRequest,
  subgraphs: Subgraphs,
  log: Log
): ReturnType<Executor> {
  const context = request.context as GatewayRequest
  // The types promise an operation; a wrong `operationName` breaks the promise, and Apollo Server answers 400 to this.
  const definition = request.operation as typeof request.operation | undefined
  if (!definition)
    return {
      errors: [new GraphQLError(`The document has no operation "${request.request.operationName ?? ""}" to run.`)],
    }
  try {
    return await engine.execute({
      document: request.document,
      definition,
      textHash: request.queryHash,
      variables: request.request.variables ?? {},
      caller: context.identity,
      ask: subgraphs.askFor(context),
    })
  } catch (error) {
    if (error instanceof GraphQLError) throw error
    log.error("The gateway failed to run an operation.", {
      correlationId: context.correlationId,
      reason: String(error),
      stack: (error as Error).stack,
    })
    throw hiddenFault(context.correlationId)
  }
}
