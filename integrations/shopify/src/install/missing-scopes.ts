import { scopes } from "../generated/scopes"

/** What is needed and was not granted. The right to write contains the right to read, and Shopify then names only the first. */
export function missingScopes(granted: string): string[] {
  const has = new Set(granted.split(",").map((scope) => scope.trim()))
  return scopes.filter((scope) => !has.has(scope) && !has.has(scope.replace(/^read_/, "write_")))
}
