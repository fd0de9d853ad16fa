import { getVariableValues, type DocumentNode, type ExecutionResult, type OperationDefinitionNode } from "graphql"
import { accessOf, type Access } from "./access/access"
import type { AskSubgraph } from "./execution/execution"
import type { GatewayPlugin, GatewayRequest } from "./gateway-plugin"
import { Lru } from "./lru"
import { conditionVariables, decideConditions, type Conditions } from "./operation/conditions"
import { operationOf, type Operation } from "./operation/operation"
import { prepare, type PreparedOperation, type PrepareOptions } from "./operation/prepare"
import { run } from "./operation/run"
import { refusal } from "./refusal"
import type { Supergraph } from "./supergraph/supergraph"

/** Settings of the engine. */
export interface EngineOptions extends PrepareOptions {
  /** How many operations to keep ready; those used longest ago are forgotten. */
  readonly operationsMax: number
}

/** An operation to run. It is valid against the public schema. */
export interface EngineRequest {
  readonly document: DocumentNode
  readonly definition: OperationDefinitionNode
  /** A hash of the operation's text. */
  readonly textHash: string
  /** As the client sent them. */
  readonly variables: Readonly<Record<string, unknown>>
  readonly caller: GatewayRequest["identity"]
  readonly ask: AskSubgraph
}

/** An operation that plugins have let through, and its preparations by access and by outcome of its conditions. */
interface KnownOperation {
  readonly operation: Operation
  readonly conditionVariables: readonly string[]
  readonly prepared: Lru<string, Promise<PreparedOperation>>
}

/** Callers come in few kinds and conditions have few outcomes; more than this of one operation are not worth the memory. */
const PREPARED_MAX = 16
const VARIABLE_ERRORS_MAX = 10

/** Runs operations against one supergraph: checks, prepares once, runs. */
export class Engine {
  readonly #operations: Lru<string, KnownOperation>

  constructor(
    readonly supergraph: Supergraph,
    private readonly plugins: readonly GatewayPlugin[],
    private readonly options: EngineOptions
  ) {
    this.#operations = new Lru(options.operationsMax)
  }

  /** Throws a `GraphQLError` for a refusal; anything else that it throws is a fault. */
  async execute(request: EngineRequest): Promise<ExecutionResult> {
    const { definition, ask } = request
    const { schema } = this.supergraph
    const coerced = getVariableValues(schema, definition.variableDefinitions ?? [], request.variables, {
      maxErrors: VARIABLE_ERRORS_MAX,
    })
    if (coerced.errors) return { errors: coerced.errors }
    const known = this.#know(request)
    const variables = coerced.coerced
    for (const plugin of this.plugins) {
      plugin.onOperation?.({ operation: known.operation, variables, supergraph: this.supergraph })
    }
    const access = accessOf(request.caller, this.supergraph.accessRules)
    const prepared = await this.#prepare(known, access, decideConditions(known.conditionVariables, variables))
    return run(prepared, { variables, ask })
  }

  #know({ document, definition, textHash }: EngineRequest): KnownOperation {
    const key = `${textHash} ${definition.name?.value ?? ""}`
    const known = this.#operations.get(key)
    if (known) return known
    if (definition.operation === "subscription") {
      throw refusal("OPERATION_NOT_SUPPORTED", "This gateway answers queries and mutations, not subscriptions.", 400)
    }
    const operation = operationOf(document, definition)
    for (const plugin of this.plugins) plugin.onPrepare?.(operation)
    const prepared = new Lru<string, Promise<PreparedOperation>>(PREPARED_MAX)
    const fresh = { operation, conditionVariables: conditionVariables(operation), prepared }
    this.#operations.set(key, fresh)
    return fresh
  }

  /** Callers who come while an operation is being prepared wait for the same preparation; one that failed is not kept. */
  #prepare(known: KnownOperation, access: Access, conditions: Conditions): Promise<PreparedOperation> {
    const { operation, prepared } = known
    const key = `${access.key} ${conditions.key}`
    const ready = prepared.get(key)
    if (ready) return ready
    const fresh = prepare(operation, { supergraph: this.supergraph, access, conditions }, this.options)
    prepared.set(key, fresh)
    fresh.catch(() => prepared.delete(key))
    return fresh
  }
}
