import { Failure } from "./failure"
import { isJsonObject, type JsonObject } from "./json"

/**
 * Adds what a fetch brought to what is known, in place. A value in hand is never lost to a null or to a failure; a failure
 * says more than a null.
 */
export function merge(known: JsonObject, given: JsonObject): void {
  for (const key of Object.keys(given)) {
    // A subgraph must not be able to write into Object.prototype.
    if (key === "__proto__") continue
    known[key] = mergeValue(known[key], given[key])
  }
}

function mergeValue(known: unknown, given: unknown): unknown {
  if (known === undefined) return given
  if (known === null) return given ?? null
  if (given === null || given === undefined || given instanceof Failure) return known
  if (Array.isArray(known) && Array.isArray(given) && known.length === given.length) {
    for (let index = 0; index < given.length; index++) known[index] = mergeValue(known[index], given[index])
    return known
  }
  if (isJsonObject(known) && isJsonObject(given)) {
    merge(known, given)
    return known
  }
  return given
}
