import { wholeSeconds } from "../shop/time"
import { NotImplemented, VendorError } from "./errors"
import { matches, parseSearch, termsOf, type Expression, type Term } from "./search"

/** How one field of a search is judged for an item. */
export type Matcher<T> = (item: T, term: Term) => boolean
export type Matchers<T> = Readonly<Record<string, Matcher<T>>>

/**
 * The items that a search finds. A field that is not among the matchers is refused by name: to leave it out of the
 * question would answer another one.
 * @param plain How a term without a field is judged.
 */
export function search<T>(
  items: readonly T[],
  query: string | null | undefined,
  of: { list: string; matchers: Matchers<T>; plain?: Matcher<T>; narrow?: Narrow<T> }
): readonly T[] {
  const expression = readSearch(query ?? "")
  for (const { field } of termsOf(expression)) {
    if (field === null ? !of.plain : !of.matchers[field])
      throw new NotImplemented(`the search term \`${field ?? "(free text)"}\` on ${of.list}`)
  }
  const judge = (item: T) => (term: Term) => {
    const matcher = term.field === null ? of.plain : of.matchers[term.field]
    return matcher?.(item, term) ?? false
  }
  if (!expression) return items
  const candidates = (of.narrow && narrowed(expression, of.narrow)) ?? items
  return candidates.filter((item) => matches(expression, judge(item)))
}

/** The few items that a term can mean, where a look-up knows them; null where only looking at all of them tells. */
export type Narrow<T> = (term: Term) => readonly T[] | null

function narrowed<T>(expression: Expression, narrow: Narrow<T>): readonly T[] | null {
  if (expression.kind === "term") return narrow(expression.term)
  if (expression.kind === "not") return null
  const parts = expression.all.map((part) => narrowed(part, narrow))
  const known = parts.filter((part) => part !== null)
  if (expression.kind === "and") return known[0] ?? null
  return known.length === parts.length ? [...new Set(known.flat())] : null
}

function readSearch(query: string): Expression | null {
  try {
    return parseSearch(query)
  } catch (error) {
    throw new VendorError(`Invalid search query: ${(error as Error).message}`, "BAD_REQUEST")
  }
}

/** Text, case-insensitive; commas separate alternatives; a `*` at the end stands for any rest. */
export const text =
  <T>(of: (item: T) => string | null): Matcher<T> =>
  (item, { value }) => {
    const actual = of(item)?.toLowerCase() ?? ""
    return value
      .toLowerCase()
      .split(",")
      .some((wanted) =>
        wanted.endsWith("*") ? actual !== "" && actual.startsWith(wanted.slice(0, -1)) : actual === wanted
      )
  }

export const number =
  <T>(of: (item: T) => number): Matcher<T> =>
  (item, term) =>
    compares(of(item), term, Number(term.value.replace(/^gid:\/\/shopify\/\w+\//, "")))

/** In whole seconds, as Shopify's times are: "later than 09:00:00" does not find what happened within that second. */
export const time =
  <T>(of: (item: T) => number): Matcher<T> =>
  (item, term) => {
    const wanted = Date.parse(term.value)
    if (Number.isNaN(wanted))
      throw new VendorError(`Invalid search query: "${term.value}" is not a time`, "BAD_REQUEST")
    return compares(wholeSeconds(of(item)), term, wholeSeconds(wanted))
  }

export const flag =
  <T>(of: (item: T) => boolean): Matcher<T> =>
  (item, { value }) =>
    of(item) === (value.toLowerCase() === "true")

function compares(actual: number, { comparator }: Term, wanted: number): boolean {
  if (Number.isNaN(wanted)) return false
  if (comparator === ">") return actual > wanted
  if (comparator === ">=") return actual >= wanted
  if (comparator === "<") return actual < wanted
  return comparator === "<=" ? actual <= wanted : actual === wanted
}

/** Free text: the words of any of these texts. */
export const anyText =
  <T>(of: (item: T) => readonly (string | null)[]): Matcher<T> =>
  (item, { value }) =>
    of(item).some((actual) => actual?.toLowerCase().includes(value.toLowerCase().replace(/\*$/, "")))

export function notSorted(list: string, sortKey: string): never {
  throw new NotImplemented(`sorting ${list} by ${sortKey}`)
}
