import { Failure } from "./failure"

/** A JSON object: as a subgraph sent it, as it grows while a plan runs, or as the client gets it. */
export type JsonObject = Record<string, unknown>

/** True for an object that has fields: not null, not a list, and not a failure standing in for one. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Failure)
}

/** A deep copy of JSON. A failure is shared, since it is a fact and not a place. */
export function cloneJson<T>(value: T): T
export function cloneJson(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(cloneJson)
  if (!isJsonObject(value)) return value
  const copy: JsonObject = {}
  for (const key of Object.keys(value)) if (key !== "__proto__") copy[key] = cloneJson(value[key])
  return copy
}
