import { valueFromAST, type FieldNode, type GraphQLField, GraphQLError } from "graphql"
import type { Variables } from "../execution/execution"
import type { ListSize } from "./cost-rules"

/** How many items a list may have, for these variables. Throws a `GraphQLError` when the client must say it and does not. */
export type ListLength = (variables: Variables) => number

/** The length that `@listSize` gives: by its slicing arguments, else as assumed, else `fallback`. */
export function compileListLength(
  node: FieldNode,
  field: GraphQLField<unknown, unknown>,
  size: ListSize,
  fallback: number
): ListLength {
  const assumed = size.assumedSize ?? fallback
  if (size.slicingArguments.length === 0) return () => assumed
  return (variables) => {
    const given = size.slicingArguments.flatMap((name) => readLength(name, node, field, variables, false))
    const lengths = given.length
      ? given
      : size.slicingArguments.flatMap((name) => readLength(name, node, field, variables, true))
    const isUnclear = given.length > 1 || (lengths.length === 0 && size.assumedSize === null)
    if (size.requireOneSlicingArgument && isUnclear) throw unclear(node, size)
    return lengths.length ? Math.max(0, ...lengths) : assumed
  }
}

/** The number that an argument gives; none when it is absent or null. */
function readLength(
  name: string,
  node: FieldNode,
  field: GraphQLField<unknown, unknown>,
  variables: Variables,
  useDefault: boolean
): number[] {
  const definition = field.args.find((each) => each.name === name)
  const value = node.arguments?.find((each) => each.name.value === name)?.value
  const given = value && definition ? valueFromAST(value, definition.type, variables) : undefined
  const length: unknown = given === undefined && useDefault ? definition?.defaultValue : given
  return typeof length === "number" ? [length] : []
}

function unclear(node: FieldNode, { slicingArguments }: ListSize): GraphQLError {
  const message = `Give exactly one of the arguments ${slicingArguments.join(", ")} of "${node.name.value}", to say how many items you want.`
  return new GraphQLError(message, { nodes: node, extensions: { code: "BAD_USER_INPUT", http: { status: 400 } } })
}
