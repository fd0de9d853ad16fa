import { execute, GraphQLError, type ExecutionResult } from "graphql"
import type { AskSubgraph, Execution, Variables } from "../execution/execution"
import type { Failure } from "../execution/failure"
import type { JsonObject } from "../execution/json"
import { BUBBLE, Projection } from "../projection/projection"
import type { PreparedOperation } from "./prepare"

/** Runs a prepared operation: fetches, then shapes. `data` is null only where a null has risen to the very top. */
export async function run(
  prepared: PreparedOperation,
  { variables, ask }: { variables: Variables; ask: AskSubgraph }
): Promise<ExecutionResult> {
  const execution: Execution = { data: {}, variables, ask, remarks: [] }
  await prepared.fetch?.(execution)
  const projection = new Projection(await introspect(prepared, variables))
  const data = prepared.project(execution.data, projection)
  const errors = [...projection.errors, ...execution.remarks.map(remark)]
  return { data: data === BUBBLE ? null : (data as JsonObject | null), ...(errors.length ? { errors } : {}) }
}

/** graphql-js knows how to answer questions about a schema; validation has already limited them. */
async function introspect(
  { introspection, schema }: PreparedOperation,
  variables: Variables
): Promise<JsonObject | null> {
  if (!introspection) return null
  const { data } = await execute({ schema, document: introspection, variableValues: variables })
  return (data ?? null) as JsonObject | null
}

/** An error that belongs to no null has no place in the answer, so it is told without one. */
function remark(failure: Failure): GraphQLError {
  const { message, ...extensions } = failure.cause
  return new GraphQLError(message, { extensions })
}
