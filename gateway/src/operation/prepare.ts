import { type GraphQLSchema, type DocumentNode } from "graphql"
import type { Access } from "../access/access"
import { fieldAccess } from "../access/field-access"
import { compilePlan } from "../execution/compile-plan"
import type { PlanStep } from "../execution/execution"
import { compileProjection } from "../projection/compile-projection"
import type { Project } from "../projection/projection"
import type { Supergraph } from "../supergraph/supergraph"
import type { Conditions } from "./conditions"
import { dataKeys } from "./data-key"
import { fetchedOperation } from "./fetched-operation"
import { introspectionOf, type Operation } from "./operation"

/** An operation made ready to run any number of times, for callers with one kind of access and one outcome of its conditions. */
export interface PreparedOperation {
  readonly operation: Operation
  /** Fetches what is to be fetched; null when there is nothing. */
  readonly fetch: PlanStep | null
  /** Makes the client's answer of what was fetched. */
  readonly project: Project
  /** The questions about the schema; null when there are none. */
  readonly introspection: DocumentNode | null
  readonly schema: GraphQLSchema
}

/** Settings of preparing. */
export interface PrepareOptions {
  /** The most representations one `_entities` list may carry. */
  readonly representationsMax: number
  /** How long planning may take. */
  readonly planningTimeoutMs: number
}

/** Checks access, plans and compiles. Throws when the operation cannot be planned in time. */
export async function prepare(
  operation: Operation,
  { supergraph, access, conditions }: { supergraph: Supergraph; access: Access; conditions: Conditions },
  options: PrepareOptions
): Promise<PreparedOperation> {
  const { schema, matches, planner } = supergraph
  const fields = fieldAccess(schema, supergraph.accessRules, access)
  const dataKey = dataKeys(supergraph.fieldNames)
  const { text, withheld } = fetchedOperation(operation, { schema, access: fields, dataKey, conditions })
  const name = operation.definition.name?.value ?? null
  const plan = text === null ? null : await planner.plan(text, name, AbortSignal.timeout(options.planningTimeoutMs))
  return {
    operation,
    schema,
    fetch: plan && compilePlan(plan, { matches, representationsMax: options.representationsMax }),
    project: compileProjection(operation, { schema, access: fields, withheld, dataKey, conditions }),
    introspection: introspectionOf(operation),
  }
}
