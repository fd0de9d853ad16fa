import { Kind, type FieldNode, type FragmentDefinitionNode, type SelectionSetNode } from "graphql"
import type { Operation } from "../operation/operation"

/** How a measure of a selection set is made of its parts. */
interface Measure {
  field(field: FieldNode, below: number): number
  readonly all: (parts: readonly number[]) => number
}

/**
 * Measures an operation through its fragments. Each fragment is measured once, so that fragments spreading each other cannot
 * make this slow; validation has made sure that none contains itself.
 */
function measure({ definition, fragments }: Operation, { field, all }: Measure): number {
  const known = new Map<string, number>()
  const ofFragment = (fragment: FragmentDefinitionNode | undefined): number => {
    if (!fragment) return 0
    const size = known.get(fragment.name.value) ?? ofSelections(fragment.selectionSet)
    known.set(fragment.name.value, size)
    return size
  }
  const ofSelections = (selectionSet: SelectionSetNode | undefined): number =>
    all(
      (selectionSet?.selections ?? []).map((selection) => {
        if (selection.kind === Kind.FIELD) return field(selection, ofSelections(selection.selectionSet))
        if (selection.kind === Kind.INLINE_FRAGMENT) return ofSelections(selection.selectionSet)
        return ofFragment(fragments.get(selection.name.value))
      })
    )
  return ofSelections(definition.selectionSet)
}

const most = (parts: readonly number[]): number => parts.reduce((left, right) => Math.max(left, right), 0)
const sum = (parts: readonly number[]): number => parts.reduce((left, right) => left + right, 0)

/** How many fields lie one inside another: 2 for `{ a { b } }`. */
export const depthOf = (operation: Operation): number =>
  measure(operation, { field: (_field, below) => below + 1, all: most })

/** How many times a field is renamed, each spread of a fragment counted. */
export const aliasesOf = (operation: Operation): number =>
  measure(operation, { field: ({ alias }, below) => below + (alias ? 1 : 0), all: sum })

/** How many fields are asked of Query or Mutation. */
export const rootFieldsOf = (operation: Operation): number => measure(operation, { field: () => 1, all: sum })
