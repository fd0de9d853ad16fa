import type { Failure } from "./failure"
import type { JsonObject } from "./json"

/** The variables of a request, coerced. */
export type Variables = Readonly<Record<string, unknown>>

/** What is sent to a subgraph. */
export interface SubgraphRequest {
  /** The subgraph's name in the supergraph. */
  readonly subgraph: string
  /** `mutation` requests are sent once and never shared or repeated. */
  readonly kind: "query" | "mutation"
  /** The operation as a JSON string, quotes included: it is made once for each plan and not once for each request. */
  readonly operationJson: string
  /** Undefined when the operation takes none. */
  readonly variables: JsonObject | undefined
}

/** An error as a subgraph wrote it. Untrusted. */
export interface SubgraphError {
  readonly message?: unknown
  readonly path?: unknown
  readonly extensions?: unknown
}

/** A well-formed GraphQL answer. */
export interface SubgraphAnswer {
  readonly data: JsonObject | null
  readonly errors: readonly SubgraphError[]
}

/** Asks a subgraph. Never throws: what goes wrong is a failure. */
export type AskSubgraph = (request: SubgraphRequest) => Promise<SubgraphAnswer | Failure>

/** One run of a plan. */
export interface Execution {
  /** What is known so far; fetches add to it in place. */
  readonly data: JsonObject
  readonly variables: Variables
  readonly ask: AskSubgraph
  /** Errors that a subgraph reported beside a value: they belong to no null, and are told without a path. */
  readonly remarks: Failure[]
}

/** A compiled node of a plan. */
export type PlanStep = (execution: Execution) => Promise<void>

/** The variables that a fetch uses, of those that the client gave. */
export function usedVariables(names: readonly string[], variables: Variables): JsonObject | undefined {
  let used: JsonObject | undefined
  for (const name of names) if (name in variables) (used ??= {})[name] = variables[name]
  return used
}
