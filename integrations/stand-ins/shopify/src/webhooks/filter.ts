import { matches, parseSearch, type Term } from "../admin/search"

type Json = Record<string, unknown>

/** Why a filter is none, as a sentence; null when it is one. */
export function filterFault(filter: string): string | null {
  try {
    parseSearch(filter)
    return null
  } catch (error) {
    return `The specified filter is invalid: ${(error as Error).message}`
  }
}

/**
 * Whether a webhook's body is what a subscription asked for: `variants.price:>=10 AND -status:draft`. A path through a
 * list means any of its items. https://shopify.dev/docs/apps/build/webhooks/customize/filters
 */
export const passes = (body: Json, filter: string | null): boolean =>
  filter === null || matches(parseSearch(filter), (term) => holds(body, term))

function holds(body: Json, { field, comparator, value }: Term): boolean {
  const found = valuesAt(body, (field ?? "").split(".")).filter((one) => one !== null && one !== undefined)
  if (value === "*") return found.length > 0
  return found.some((one) => compare(String(one), comparator, value))
}

function valuesAt(value: unknown, path: readonly string[]): unknown[] {
  if (Array.isArray(value)) return value.flatMap((one) => valuesAt(one, path))
  const [name, ...rest] = path
  if (name === undefined) return [value]
  return typeof value === "object" && value !== null ? valuesAt((value as Json)[name], rest) : []
}

function compare(actual: string, comparator: Term["comparator"], wanted: string): boolean {
  if (comparator === "=") return actual.toLowerCase() === wanted.toLowerCase()
  const isNumber = actual !== "" && wanted !== "" && !Number.isNaN(Number(actual)) && !Number.isNaN(Number(wanted))
  const order = isNumber ? Number(actual) - Number(wanted) : actual < wanted ? -1 : Number(actual > wanted)
  if (comparator === ">") return order > 0
  if (comparator === ">=") return order >= 0
  return comparator === "<" ? order < 0 : order <= 0
}
