import { createHash } from "node:crypto"
import { buildSubgraphSchema } from "@anyshelf/connector-kit/subgraph"
import { getOperationAST, graphql, parse, validate, type ExecutionResult, type GraphQLSchema } from "graphql"
import type { Caller } from "../src/access/access"
import { Engine, type EngineOptions } from "../src/engine"
import type { SubgraphAnswer, SubgraphRequest } from "../src/execution/execution"
import type { Failure } from "../src/execution/failure"
import type { GatewayPlugin } from "../src/gateway-plugin"
import { readSupergraph } from "../src/supergraph/supergraph"
import { compose, type TestSubgraph } from "./compose"

/** Answers a request in a subgraph's stead; undefined lets the subgraph answer. */
export type Misbehave = (request: SubgraphRequest) => SubgraphAnswer | Failure | undefined

/** Settings of a test's engine. */
export interface TestEngineOptions extends Partial<EngineOptions> {
  readonly plugins?: readonly GatewayPlugin[]
  readonly misbehave?: Misbehave
}

/** An engine whose subgraphs are in this process: everything but HTTP is real. */
export interface TestEngine {
  readonly engine: Engine
  /** What was sent to subgraphs since the last `ask`. */
  readonly requests: SubgraphRequest[]
  ask(query: string, variables?: Record<string, unknown>, caller?: Partial<Caller>): Promise<ExecutionResult>
}

const anybody: Caller = { kind: "anonymous", scopes: [] }

/** Composes the subgraphs and starts an engine on them. */
export function testEngine(subgraphs: readonly TestSubgraph[], options: TestEngineOptions = {}): TestEngine {
  const { plugins = [], misbehave, ...given } = options
  const schemas = new Map(subgraphs.map((subgraph) => [subgraph.name, buildSubgraphSchema(subgraph)]))
  const engineOptions = { operationsMax: 100, representationsMax: 1_000, planningTimeoutMs: 5_000, ...given }
  const engine = new Engine(readSupergraph(compose(subgraphs)), plugins, engineOptions)
  const requests: SubgraphRequest[] = []
  return {
    engine,
    requests,
    async ask(query, variables = {}, caller = {}) {
      requests.length = 0
      const document = parse(query)
      const [invalid] = validate(engine.supergraph.schema, document)
      if (invalid) throw invalid
      const definition = getOperationAST(document)
      if (!definition) throw new Error("The test's document needs exactly one operation.")
      const result = await engine.execute({
        document,
        definition,
        textHash: createHash("sha256").update(query).digest("hex"),
        variables,
        caller: { ...anybody, ...caller, actorId: null, publishableKey: null },
        ask: async (request) => {
          requests.push(request)
          return misbehave?.(request) ?? answer(schemas.get(request.subgraph), request)
        },
      })
      return plain(result)
    },
  }
}

/** A subgraph's answer as it comes over the wire. */
async function answer(schema: GraphQLSchema | undefined, request: SubgraphRequest): Promise<SubgraphAnswer> {
  if (!schema) throw new Error(`The test has no subgraph "${request.subgraph}".`)
  const source = JSON.parse(request.operationJson) as string
  const variableValues = request.variables ? (plain(request.variables) as Record<string, unknown>) : {}
  const { data, errors = [] } = plain(await graphql({ schema, source, variableValues }))
  return { data: data ?? null, errors: errors as SubgraphAnswer["errors"] }
}

/** What JSON leaves of a value. */
export const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T
