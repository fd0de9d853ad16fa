/** A position in an answer: response names and list indices. */
export type Path = readonly (string | number)[]

/** Begins the names under which some of the client's aliases are fetched. */
export const ALIAS_PREFIX = "_a_"

/** Begins the planner's own aliases, for what it needs and the client did not ask for. */
const PLANNER_PREFIX = "_internal_qp_alias_"

/**
 * A path in fetched data in the names that the client knows. It ends where the client knows no more: at a field that only the
 * planner asked for.
 */
export function clientPath(path: Path): Path {
  const end = path.findIndex((each) => typeof each === "string" && each.startsWith(PLANNER_PREFIX))
  const known = end === -1 ? path : path.slice(0, end)
  return known.map((each) =>
    typeof each === "string" && each.startsWith(ALIAS_PREFIX) ? each.slice(ALIAS_PREFIX.length) : each
  )
}
