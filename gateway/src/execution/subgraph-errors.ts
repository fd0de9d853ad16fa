import type { SubgraphError } from "./execution"
import type { Path } from "./client-path"
import { Failure, failureCodes, type FailureCause } from "./failure"
import { isJsonObject, type JsonObject } from "./json"

/** More than this from one answer tell nobody anything new; the values stay null. */
const ERRORS_MAX = 100
const MESSAGE_LENGTH_MAX = 300

/** Codes with which GraphQL servers report their own faults, or that they could not read what the gateway sent. */
const internalCodes = new Set([
  "INTERNAL_SERVER_ERROR",
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "OPERATION_RESOLUTION_FAILURE",
  "PERSISTED_QUERY_NOT_FOUND",
  "PERSISTED_QUERY_NOT_SUPPORTED",
  "DOWNSTREAM_SERVICE_ERROR",
])

/** What a client may know of a subgraph's error: an error with a code of its own is meant for clients, any other is a fault. */
export function failureCause(error: SubgraphError, subgraph: string): FailureCause {
  const extensions = isJsonObject(error.extensions) ? error.extensions : {}
  const code = extensions["code"]
  const isForClients = typeof code === "string" && /^[A-Z][A-Z0-9_]{0,63}$/.test(code) && !internalCodes.has(code)
  if (!isForClients) {
    return {
      message: `The subgraph "${subgraph}" failed to answer this. Its log says why, under this request's correlation id.`,
      code: failureCodes.fault,
      subgraph,
      retryable: false,
    }
  }
  return { message: safeMessage(error.message, subgraph), code, subgraph, retryable: extensions["retryable"] === true }
}

/** A message with an address in it, or of many lines like a stack, was not written for clients, whatever its code says. */
function safeMessage(message: unknown, subgraph: string): string {
  const isSafe = typeof message === "string" && message.length <= MESSAGE_LENGTH_MAX && !/:\/\/|[\r\n]/.test(message)
  return isSafe ? message : `The subgraph "${subgraph}" refused this.`
}

/**
 * Puts each error where its null is, so that it travels with the data. Gives back the errors that belong to no null:
 * a subgraph that answers with data and an error beside it.
 */
export function placeErrors(data: JsonObject, errors: readonly SubgraphError[], subgraph: string): SubgraphError[] {
  return errors.slice(0, ERRORS_MAX).filter((error) => {
    const path = readPath(error.path)
    return path === null || !place(data, path, failureCause(error, subgraph))
  })
}

/** The subgraph's path of an error; null when it is absent or not a path. */
export function readPath(path: unknown): Path | null {
  if (!Array.isArray(path) || path.length === 0) return null
  const isPath = path.every((each) => typeof each === "string" || (typeof each === "number" && Number.isInteger(each)))
  return isPath ? (path as Path) : null
}

/** Follows the path to the null that the error caused, at its end or where the null has risen to. */
function place(data: JsonObject, path: Path, cause: FailureCause): boolean {
  let parent: unknown = data
  for (const [depth, segment] of path.entries()) {
    const value = child(parent, segment)
    if (value === undefined || value instanceof Failure) return value !== undefined
    if (value === null) {
      ;(parent as Record<string | number, unknown>)[segment] = new Failure(cause, path.slice(depth + 1), false)
      return true
    }
    parent = value
  }
  return false
}

function child(parent: unknown, segment: string | number): unknown {
  if (Array.isArray(parent)) return typeof segment === "number" ? parent[segment] : undefined
  return isJsonObject(parent) && Object.hasOwn(parent, segment) ? parent[segment] : undefined
}
