import type { SubgraphAnswer, SubgraphError } from "../execution/execution"
import { isJsonObject } from "../execution/json"

/** Reads a subgraph's body; null when it is not a GraphQL answer: not JSON, an HTML page, an object of another kind. */
export function readAnswer(text: string): SubgraphAnswer | null {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    return null
  }
  if (!isJsonObject(body)) return null
  const { data, errors } = body
  const isData = data === undefined || data === null || isJsonObject(data)
  const isErrors = errors === undefined || errors === null || (Array.isArray(errors) && errors.every(isJsonObject))
  if (!isData || !isErrors || (data === undefined && !Array.isArray(errors))) return null
  return { data: data ?? null, errors: (errors ?? []) as readonly SubgraphError[] }
}
