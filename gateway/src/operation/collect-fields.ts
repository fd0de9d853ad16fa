import {
  isAbstractType,
  isObjectType,
  Kind,
  valueFromAST,
  GraphQLBoolean,
  type DirectiveNode,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type InlineFragmentNode,
  type SelectionSetNode,
} from "graphql"
import type { Variables } from "../execution/pick-representation"
import { asInline, type Operation } from "./operation"

/** A variable that must have this value: `@include(if: $a)` asks for true, `@skip(if: $a)` for false. */
interface Condition {
  readonly variable: string
  readonly value: boolean
}

/** One appearance of a field in an operation, with the conditions of everything around it. */
export interface Occurrence {
  readonly node: FieldNode
  readonly conditions: readonly Condition[]
}

/** A selection set inside its conditions. */
export interface Selections {
  readonly selectionSet: SelectionSetNode
  readonly conditions: readonly Condition[]
}

/** True when all conditions hold for these variables. */
export const holds = (conditions: readonly Condition[], variables: Variables): boolean =>
  conditions.every(({ variable, value }) => (variables[variable] === true) === value)

/** The fields that these selections ask of an object of this type, by response name, in the client's order. */
export function collectFields(
  selections: readonly Selections[],
  type: GraphQLCompositeType,
  { schema, fragments }: { schema: GraphQLSchema; fragments: Operation["fragments"] }
): Map<string, Occurrence[]> {
  const fields = new Map<string, Occurrence[]>()
  const collect = ({ selectionSet, conditions }: Selections): void => {
    for (const selection of selectionSet.selections) {
      const own = readConditions(selection.directives)
      if (own === null) continue
      const all = own.length ? [...conditions, ...own] : conditions
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value
        const occurrence = { node: selection, conditions: all }
        const known = fields.get(key)
        if (known) known.push(occurrence)
        else fields.set(key, [occurrence])
        continue
      }
      const fragment = asInline(selection, fragments)
      if (fragment && applies(fragment, type, schema)) collect({ selectionSet: fragment.selectionSet, conditions: all })
    }
  }
  selections.forEach(collect)
  return fields
}

function applies({ typeCondition }: InlineFragmentNode, type: GraphQLCompositeType, schema: GraphQLSchema): boolean {
  if (!typeCondition || typeCondition.name.value === type.name) return true
  const condition = schema.getType(typeCondition.name.value)
  // An object of unknown type meets only what its static type is sure to meet.
  if (!isAbstractType(condition)) return false
  return isObjectType(type) || "getFields" in type ? schema.isSubType(condition, type) : false
}

/** Null when a literal rules the selection out. */
function readConditions(directives: readonly DirectiveNode[] = []): readonly Condition[] | null {
  const conditions: Condition[] = []
  for (const { name, arguments: given = [] } of directives) {
    if (name.value !== "skip" && name.value !== "include") continue
    const wanted = name.value === "include"
    const value = given.find((each) => each.name.value === "if")?.value
    if (value?.kind === Kind.VARIABLE) conditions.push({ variable: value.name.value, value: wanted })
    else if (value && valueFromAST(value, GraphQLBoolean) !== wanted) return null
  }
  return conditions
}
