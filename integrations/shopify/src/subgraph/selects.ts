import { Kind, type GraphQLResolveInfo, type SelectionSetNode } from "graphql"

/** True when the query asks for a field right below the one being resolved, in a fragment or not. */
export function selects(info: Pick<GraphQLResolveInfo, "fieldNodes" | "fragments">, field: string): boolean {
  const within = ({ selections }: SelectionSetNode): boolean =>
    selections.some((selection) => {
      if (selection.kind === Kind.FIELD) return selection.name.value === field
      if (selection.kind === Kind.INLINE_FRAGMENT) return within(selection.selectionSet)
      const fragment = info.fragments[selection.name.value]
      return fragment !== undefined && within(fragment.selectionSet)
    })
  return info.fieldNodes.some(({ selectionSet }) => selectionSet !== undefined && within(selectionSet))
}
