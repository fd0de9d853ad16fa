import {
  Kind,
  print,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type FieldNode,
  type FragmentSpreadNode,
  type GraphQLSchema,
  type InlineFragmentNode,
  type SelectionSetNode,
} from "graphql"
import type { Denial } from "../access/access"
import type { FieldAccess } from "../access/field-access"
import { withoutConditions, type Conditions } from "./conditions"
import type { DataKey } from "./data-key"
import { asInline, type Operation } from "./operation"

/** What is left of an operation to be fetched from subgraphs. */
export interface FetchedOperation {
  /** The operation to plan; null when there is nothing to fetch. */
  readonly text: string | null
  /** Fields of the client's operation that are closed to this caller: they are never fetched. */
  readonly withheld: ReadonlyMap<FieldNode, Denial>
}

/** By what an operation is cut down. */
export interface FetchOptions {
  readonly schema: GraphQLSchema
  readonly access: FieldAccess
  readonly dataKey: DataKey
  readonly conditions: Conditions
}

/**
 * Takes out of an operation what the caller may not see, what is skipped, and what needs no subgraph, before it is planned, so
 * that no plan can bring it. Where a type behind an abstract one is closed, each object's type is asked for too. Fragments are
 * written in their places, which is how the planner would read them.
 */
export function fetchedOperation(
  operation: Operation,
  { schema, access, dataKey, conditions }: FetchOptions
): FetchedOperation {
  const withheld = new Map<FieldNode, Denial>()
  const types = new TypeInfo(schema)
  const root = schema.getRootType(operation.definition.operation)

  const enterField = (node: FieldNode): FieldNode | null | undefined => {
    if (!conditions.includes(node.directives)) return null
    const parent = types.getParentType()
    const field = types.getFieldDef()
    if (parent === root && node.name.value.startsWith("__")) return null
    // A field that the schema does not know is one that validation has refused; it is not fetched either way.
    if (!parent || !field) return null
    const denial = node.name.value.startsWith("__") ? null : access.field(parent, field)
    if (!denial) return renamed(node, dataKey(node))
    withheld.set(node, denial)
    return null
  }
  const enterFragment = (node: InlineFragmentNode | FragmentSpreadNode): InlineFragmentNode | null => {
    const fragment = conditions.includes(node.directives) ? asInline(node, operation.fragments) : undefined
    return fragment ? { ...fragment, directives: withoutConditions(fragment.directives) } : null
  }
  const leaveSelections = (node: SelectionSetNode): SelectionSetNode | undefined => {
    const parent = types.getParentType()
    const needsTypeName = parent !== null && parent !== undefined && access.hidesMembers(parent)
    return node.selections.length === 0 || needsTypeName ? withTypeName(node) : undefined
  }

  const definition = visit(
    operation.definition,
    visitWithTypeInfo(types, {
      Field: { enter: enterField },
      InlineFragment: { enter: enterFragment },
      FragmentSpread: { enter: enterFragment },
      SelectionSet: { leave: leaveSelections },
    })
  )
  return { text: fetchesAnything(definition.selectionSet) ? print(definition) : null, withheld }
}

/** A field as it is fetched: under its own key, and without conditions, which are met. */
function renamed(node: FieldNode, key: string): FieldNode {
  const { alias: _alias, ...field } = { ...node, directives: withoutConditions(node.directives) }
  return key === node.name.value ? field : { ...field, alias: { kind: Kind.NAME, value: key } }
}

const typeNameField: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: "__typename" } }

const withTypeName = (node: SelectionSetNode): SelectionSetNode => ({
  ...node,
  selections: [...node.selections, typeNameField],
})

/** False for an operation that selects nothing at its root but the root's own type name. */
const fetchesAnything = ({ selections }: SelectionSetNode): boolean =>
  selections.some((selection) => {
    if (selection.kind === Kind.FIELD) return selection.name.value !== "__typename"
    return selection.kind === Kind.INLINE_FRAGMENT && fetchesAnything(selection.selectionSet)
  })
