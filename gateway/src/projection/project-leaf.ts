import { isEnumType, type GraphQLLeafType } from "graphql"
import { Failure } from "../execution/failure"
import type { Project } from "./projection"

/** What the built-in scalars may look like in JSON. Other scalars are between the subgraph and the client. */
const builtIn: Readonly<Record<string, (value: unknown) => boolean>> = {
  Int: (value) => Number.isInteger(value),
  Float: (value) => typeof value === "number",
  String: (value) => typeof value === "string",
  Boolean: (value) => typeof value === "boolean",
  ID: (value) => typeof value === "string",
}

/** A scalar or enum value: passed on when it is what the schema says, else null with an error. */
export function projectLeaf(type: GraphQLLeafType): Project {
  const isValid = validator(type)
  return (value, projection) => {
    if (value === undefined || value === null) return null
    if (isValid(value)) return value
    // Subgraphs in other languages may keep ids as numbers; to clients they are always strings.
    if (type.name === "ID" && Number.isInteger(value)) return String(value)
    if (value instanceof Failure) projection.fail(value)
    else projection.invalid(`A subgraph answered something that is not a value of the type "${type.name}".`)
    return null
  }
}

function validator(type: GraphQLLeafType): (value: unknown) => boolean {
  if (isEnumType(type)) {
    const names = new Set<unknown>(type.getValues().map(({ name }) => name))
    return (value) => names.has(value)
  }
  return builtIn[type.name] ?? ((value) => !(value instanceof Failure))
}
