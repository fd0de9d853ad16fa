import {
  Kind,
  print,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type FieldNode,
  type GraphQLSchema,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql"
import type { Denial } from "../access/access"
import type { FieldAccess } from "../access/field-access"
import type { DataKey } from "./data-key"
import { asInline, documentOf, type Operation } from "./operation"

/** What is left of an operation to be fetched from subgraphs. */
export interface FetchedOperation {
  /** The operation to plan; null when there is nothing to fetch. */
  readonly text: string | null
  /** Fields of the client's operation that are closed to this caller: they are never fetched. */
  readonly withheld: ReadonlyMap<FieldNode, Denial>
}

/**
 * Takes out of an operation what the caller may not see and what needs no subgraph, before it is planned, so that no plan can
 * bring it. Where a type behind an abstract one is closed, each object's type is asked for too.
 */
export function fetchedOperation(
  operation: Operation,
  { schema, access, dataKey }: { schema: GraphQLSchema; access: FieldAccess; dataKey: DataKey }
): FetchedOperation {
  const withheld = new Map<FieldNode, Denial>()
  const types = new TypeInfo(schema)
  const root = schema.getRootType(operation.definition.operation)

  const enterField = (node: FieldNode): FieldNode | null | undefined => {
    const parent = types.getParentType()
    const field = types.getFieldDef()
    if (parent === root && node.name.value.startsWith("__")) return null
    // A field that the schema does not know is one that validation has refused; it is not fetched either way.
    if (!parent || !field) return null
    const denial = node.name.value.startsWith("__") ? null : access.field(parent, field)
    if (denial) {
      withheld.set(node, denial)
      return null
    }
    return renamed(node, dataKey(node))
  }

  const leaveSelections = (node: SelectionSetNode): SelectionSetNode | undefined => {
    const parent = types.getParentType()
    const needsTypeName = parent !== null && parent !== undefined && access.hidesMembers(parent)
    return node.selections.length === 0 || needsTypeName ? withTypeName(node) : undefined
  }

  const document = visit(
    documentOf(operation),
    visitWithTypeInfo(types, { Field: { enter: enterField }, SelectionSet: { leave: leaveSelections } })
  )
  const [definition, ...fragments] = document.definitions
  if (definition?.kind !== Kind.OPERATION_DEFINITION) return { text: null, withheld }
  const kept = {
    definition,
    fragments: new Map(
      fragments.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each]] : []))
    ),
  }
  return { text: fetchesAnything(definition.selectionSet, kept.fragments) ? print(document) : null, withheld }
}

function renamed(node: FieldNode, key: string): FieldNode | undefined {
  if (key === (node.alias?.value ?? node.name.value)) return undefined
  return { ...node, alias: { kind: Kind.NAME, value: key } }
}

const typeNameField: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: "__typename" } }

const withTypeName = (node: SelectionSetNode): SelectionSetNode => ({
  ...node,
  selections: [...node.selections, typeNameField],
})

/** False for an operation that selects nothing at its root but the root's own type name. */
function fetchesAnything({ selections }: SelectionSetNode, fragments: Operation["fragments"]): boolean {
  return selections.some((selection: SelectionNode) => {
    if (selection.kind === Kind.FIELD) return selection.name.value !== "__typename"
    const fragment = asInline(selection, fragments)
    return fragment !== undefined && fetchesAnything(fragment.selectionSet, fragments)
  })
}
