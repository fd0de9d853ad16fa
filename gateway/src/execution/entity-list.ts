import type { FlattenNodePathSegment, FetchRewrite, RequiresSelection } from "../supergraph/query-plan"
import type { TypeMatcher } from "../supergraph/type-relations"
import { Failure, failureCodes } from "./failure"
import { cloneJson, isJsonObject, type JsonObject } from "./json"
import { merge } from "./merge"
import { compilePick } from "./pick-representation"
import type { Representations } from "./representations"
import { compileFailedFields } from "./response-fields"
import { compileRewrites } from "./rewrite"
import { compileWalk } from "./walk"

/** One `_entities` list of a fetch, as the planner describes it. */
export interface EntityListPlan {
  readonly subgraph: string
  readonly operation: string
  /** The list's response name. */
  readonly key: string
  /** The variable that carries its representations. */
  readonly variable: string
  readonly paths: readonly (readonly FlattenNodePathSegment[])[]
  readonly requires: readonly RequiresSelection[]
  readonly inputRewrites: readonly FetchRewrite[] | undefined
  /** Rewrites of one entity. */
  readonly outputRewrites: readonly FetchRewrite[] | undefined
}

/** An entity in the data that waits for the answer at `index`. */
export interface Target {
  readonly entity: JsonObject
  readonly index: number
}

/** A compiled `_entities` list. */
export interface EntityList {
  readonly key: string
  readonly variable: string
  /** Finds the entities in the data and adds what finds each again to `representations`. */
  gather(data: JsonObject, representations: Representations): Target[]
  /** Gives each target its part of the answer, of which the first item has the index `start`. */
  deliver(targets: readonly Target[], answer: unknown, start: number): void
  /** Marks what the targets now lack. */
  fail(targets: readonly Target[], failure: Failure): void
}

export function compileEntityList(plan: EntityListPlan, matches: TypeMatcher): EntityList {
  const { key, variable, subgraph } = plan
  const walks = plan.paths.map((path) => compileWalk(path, matches))
  const pick = compilePick(plan.requires, matches)
  const rewriteInput = compileRewrites(plan.inputRewrites, matches)
  const rewriteOutput = compileRewrites(plan.outputRewrites, matches)
  const failedFields = compileFailedFields(plan.operation, key, matches)

  const failOne = (entity: JsonObject, failure: Failure): void => {
    const typeName = entity["__typename"]
    // The type name is there for the rewrites, which may ask for it.
    const failed = { ...(typeName === undefined ? {} : { __typename: typeName }), ...failedFields(typeName, failure) }
    rewriteOutput?.(failed)
    merge(entity, failed)
  }

  return {
    key,
    variable,
    gather(data, representations) {
      const targets: Target[] = []
      const seen = new Set<JsonObject>()
      const visit = (entity: JsonObject): void => {
        if (seen.has(entity) || typeof entity["__typename"] !== "string") return
        seen.add(entity)
        const picked = pick(entity)
        if (picked instanceof Failure) return failOne(entity, picked)
        if (!picked) return
        picked["__typename"] ??= entity["__typename"]
        rewriteInput?.(picked)
        targets.push({ entity, index: representations.add(picked) })
      }
      for (const walk of walks) walk(data, visit)
      return targets
    },
    deliver(targets, answer, start) {
      if (!Array.isArray(answer)) return targets.forEach(({ entity }) => failOne(entity, wrongList(subgraph)))
      const given = new Set<number>()
      for (const { entity, index } of targets) {
        const found: unknown = answer[index - start]
        if (found instanceof Failure) failOne(entity, found.forFields())
        if (!isJsonObject(found)) continue
        // Two places in the data must never share an object: later fetches write into each by its own aliases.
        if (given.has(index)) merge(entity, cloneJson(found))
        else {
          rewriteOutput?.(found)
          merge(entity, found)
          given.add(index)
        }
      }
    },
    fail: (targets, failure) => targets.forEach(({ entity }) => failOne(entity, failure)),
  }
}

function wrongList(subgraph: string): Failure {
  const message = `The subgraph "${subgraph}" answered a list of entities with something else.`
  return new Failure({ message, code: failureCodes.invalid, subgraph, retryable: false })
}
