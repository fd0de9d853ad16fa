import type { FetchNodePathSegment, FetchRewrite } from "../supergraph/query-plan"
import type { TypeMatcher } from "../supergraph/type-relations"
import { isJsonObject, type JsonObject } from "./json"

/** Changes an object in place as the plan demands: a key renamed, a value set. */
export type Rewrite = (object: JsonObject) => void

/** The planner's rewrites as one function; null when there is nothing to do, so that the usual case costs nothing. */
export function compileRewrites(rewrites: readonly FetchRewrite[] | undefined, matches: TypeMatcher): Rewrite | null {
  if (!rewrites?.length) return null
  const compiled = rewrites.map((each) => compileRewrite(each, matches))
  return (object) => compiled.forEach((rewrite) => rewrite(object))
}

function compileRewrite(rewrite: FetchRewrite, matches: TypeMatcher): (value: unknown) => void {
  if ("KeyRenamer" in rewrite) {
    const { path, renameKeyTo } = rewrite.KeyRenamer
    return compilePath(path, matches, (object, key) => {
      object[renameKeyTo] = object[key]
      delete object[key]
    })
  }
  const { path, setValueTo } = "ValueSetter" in rewrite ? rewrite.ValueSetter : rewrite
  return compilePath(path, matches, (object, key) => {
    object[key] = setValueTo
  })
}

function compilePath(
  path: readonly FetchNodePathSegment[],
  matches: TypeMatcher,
  change: (object: JsonObject, key: string) => void
): (value: unknown) => void {
  return (
    path.reduceRight<((value: unknown) => void) | null>(
      (next, segment) => throughLists(compileSegment(segment, next, matches, change)),
      null
    ) ?? (() => undefined)
  )
}

function compileSegment(
  segment: FetchNodePathSegment,
  next: ((value: unknown) => void) | null,
  matches: TypeMatcher,
  change: (object: JsonObject, key: string) => void
): (object: JsonObject) => void {
  if ("Key" in segment) {
    const key = segment.Key
    return (object) => {
      if (!(key in object)) return
      if (next) next(object[key])
      else change(object, key)
    }
  }
  const types = segment.TypenameEquals
  return (object) => {
    const typeName = object["__typename"]
    if (typeName === undefined || types.some((type) => matches(typeName, type))) next?.(object)
  }
}

function throughLists(change: (object: JsonObject) => void): (value: unknown) => void {
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit)
    else if (isJsonObject(value)) change(value)
  }
  return visit
}
