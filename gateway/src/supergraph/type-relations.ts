import { isAbstractType, isObjectType, type GraphQLSchema } from "graphql"

/** Says whether a value of the object type `typeName` meets the type condition `condition`. */
export type TypeMatcher = (typeName: unknown, condition: string) => boolean

/**
 * Type conditions by the whole supergraph, hidden types included: plans speak of those as well. Answers are remembered, since
 * a list of a thousand asks a thousand times.
 */
export function typeMatcher(supergraph: GraphQLSchema): TypeMatcher {
  const possible = new Map<string, ReadonlySet<string>>()
  const membersOf = (condition: string): ReadonlySet<string> => {
    let members = possible.get(condition)
    if (!members) possible.set(condition, (members = memberNames(supergraph, condition)))
    return members
  }
  return (typeName, condition) =>
    typeName === condition || (typeof typeName === "string" && membersOf(condition).has(typeName))
}

function memberNames(supergraph: GraphQLSchema, condition: string): ReadonlySet<string> {
  const type = supergraph.getType(condition)
  if (isObjectType(type)) return new Set([type.name])
  return new Set(isAbstractType(type) ? supergraph.getPossibleTypes(type).map(({ name }) => name) : [])
}
