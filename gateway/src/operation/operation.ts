import {
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type InlineFragmentNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql"

/** One operation of a document with the fragments that it may use. Valid against the public schema. */
export interface Operation {
  readonly definition: OperationDefinitionNode
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>
}

/** An operation of a document. */
export function operationOf(document: DocumentNode, definition: OperationDefinitionNode): Operation {
  const fragments = document.definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION)
  return { definition, fragments: new Map(fragments.map((each) => [each.name.value, each])) }
}

/** The document of one operation. */
export function documentOf({ definition, fragments }: Operation): DocumentNode {
  return { kind: Kind.DOCUMENT, definitions: [definition, ...fragments.values()] }
}

/** Introspection that is answered here and by no subgraph; `__typename` at the root is known without asking anybody. */
export const isIntrospection = (fieldName: string): boolean => fieldName === "__schema" || fieldName === "__type"

/** The part of an operation that asks about the schema; null when it does not. */
export function introspectionOf(operation: Operation): DocumentNode | null {
  const { definition, fragments } = operation
  const selectionSet = keepIntrospection(definition.selectionSet, fragments)
  return selectionSet && documentOf({ definition: { ...definition, selectionSet }, fragments })
}

function keepIntrospection(
  { selections }: SelectionSetNode,
  fragments: Operation["fragments"]
): SelectionSetNode | null {
  const kept = selections.flatMap((selection): SelectionNode[] => {
    if (selection.kind === Kind.FIELD) return isIntrospection(selection.name.value) ? [selection] : []
    const fragment = asInline(selection, fragments)
    const selectionSet = fragment && keepIntrospection(fragment.selectionSet, fragments)
    return fragment && selectionSet ? [{ ...fragment, selectionSet }] : []
  })
  return kept.length ? { kind: Kind.SELECTION_SET, selections: kept } : null
}

/** A fragment written in its place. Undefined for a spread of a fragment that does not exist, which validation refuses. */
export function asInline(
  selection: Exclude<SelectionNode, { kind: Kind.FIELD }>,
  fragments: Operation["fragments"]
): InlineFragmentNode | undefined {
  if (selection.kind === Kind.INLINE_FRAGMENT) return selection
  const fragment = fragments.get(selection.name.value)
  if (!fragment) return undefined
  const { typeCondition, selectionSet } = fragment
  return { kind: Kind.INLINE_FRAGMENT, typeCondition, directives: selection.directives ?? [], selectionSet }
}
