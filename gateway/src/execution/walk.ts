import type { FlattenNodePathSegment } from "../supergraph/query-plan"
import type { TypeMatcher } from "../supergraph/type-relations"
import { isJsonObject, type JsonObject } from "./json"

/** Visits each object that a plan's path leads to. The same object may be visited twice when lists share it. */
export type Walk = (root: JsonObject, visit: (entity: JsonObject) => void) => void

type Step = (value: unknown, visit: (entity: JsonObject) => void) => void

/** Turns a plan's path into one function. Nulls and failures on the way end that branch and no other. */
export function compileWalk(path: readonly FlattenNodePathSegment[], matches: TypeMatcher): Walk {
  return path.reduceRight<Step>((next, segment) => compileSegment(segment, next, matches), visitObjects)
}

const visitObjects: Step = (value, visit) => {
  if (Array.isArray(value)) for (const each of value) visitObjects(each, visit)
  else if (isJsonObject(value)) visit(value)
}

function compileSegment(segment: FlattenNodePathSegment, next: Step, matches: TypeMatcher): Step {
  if (segment === "@") {
    return (value, visit) => {
      if (Array.isArray(value)) for (const each of value) next(each, visit)
    }
  }
  if ("Field" in segment) return throughLists((object, visit) => next(object[segment.Field], visit))
  const conditions = segment.TypeCondition
  return throughLists((object, visit) => {
    const typeName = object["__typename"]
    // Without a type name the object's type is the static one, which the planner has already checked.
    if (typeName === undefined || conditions.some((condition) => matches(typeName, condition))) next(object, visit)
  })
}

/** A field or a condition may meet a list that the path does not mention: it then means each item. */
function throughLists(step: (object: JsonObject, visit: (entity: JsonObject) => void) => void): Step {
  const walk: Step = (value, visit) => {
    if (Array.isArray(value)) for (const each of value) walk(each, visit)
    else if (isJsonObject(value)) step(value, visit)
  }
  return walk
}
