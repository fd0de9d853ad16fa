import {
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type InlineFragmentNode,
  type SelectionSetNode,
} from "graphql"
import type { Conditions } from "./conditions"
import { asInline, type Operation } from "./operation"

/** The fields that selections ask of an object of this type, by response name, in the client's order. */
export function collectFields(
  selectionSets: readonly SelectionSetNode[],
  type: GraphQLCompositeType,
  plan: { schema: GraphQLSchema; fragments: Operation["fragments"]; conditions: Conditions }
): Map<string, FieldNode[]> {
  const fields = new Map<string, FieldNode[]>()
  const collect = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (!plan.conditions.includes(selection.directives)) continue
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value
        const known = fields.get(key)
        if (known) known.push(selection)
        else fields.set(key, [selection])
        continue
      }
      const fragment = asInline(selection, plan.fragments)
      if (fragment && applies(fragment, type, plan.schema)) collect(fragment.selectionSet)
    }
  }
  selectionSets.forEach(collect)
  return fields
}

function applies({ typeCondition }: InlineFragmentNode, type: GraphQLCompositeType, schema: GraphQLSchema): boolean {
  if (!typeCondition || typeCondition.name.value === type.name) return true
  const condition = schema.getType(typeCondition.name.value)
  // An object of unknown type meets only what its static type is sure to meet.
  return isAbstractType(condition) && (isObjectType(type) || isInterfaceType(type)) && schema.isSubType(condition, type)
}
