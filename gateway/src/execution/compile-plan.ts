import type { FlattenNodePathSegment, PlanNode, QueryPlan } from "../supergraph/query-plan"
import { compileBatchFetch, compileEntityFetch, type EntityFetchOptions } from "./entity-fetch"
import type { PlanStep } from "./execution"
import { compileRootFetch } from "./root-fetch"

type PlanPath = readonly FlattenNodePathSegment[]

/** Turns a query plan into one function. Throws, with the node's name, on a plan that this executor cannot run. */
export function compilePlan(plan: QueryPlan, options: EntityFetchOptions): PlanStep {
  return plan.node ? compileNode(plan.node, [], options) : nothing
}

const nothing: PlanStep = async () => undefined

function compileNode(node: PlanNode, path: PlanPath, options: EntityFetchOptions): PlanStep {
  const compile = (child: PlanNode): PlanStep => compileNode(child, path, options)
  switch (node.kind) {
    case "Sequence":
      return inSequence(node.nodes.map(compile))
    case "Parallel":
      return inParallel(node.nodes.map(compile))
    case "Flatten":
      return compileNode(node.node, [...path, ...node.path], options)
    case "Fetch":
      return node.requires?.length ? compileEntityFetch(node, path, options) : compileRootFetch(node, options.matches)
    case "BatchFetch":
      return compileBatchFetch(node, options)
    // Conditions are decided before planning; subscriptions and deferred parts are refused before they get here.
    case "Condition":
    case "Subscription":
    case "Defer":
      throw new Error(`The gateway cannot run plans with "${node.kind}": send the operation without it.`)
  }
}

function inSequence(steps: readonly PlanStep[]): PlanStep {
  const [only, ...others] = steps
  if (only && others.length === 0) return only
  return async (execution) => {
    for (const step of steps) await step(execution)
  }
}

function inParallel(steps: readonly PlanStep[]): PlanStep {
  return async (execution) => {
    await Promise.all(steps.map((step) => step(execution)))
  }
}
