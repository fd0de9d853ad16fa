import {
  Kind,
  parse,
  type DocumentNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql"
import type { TypeMatcher } from "../supergraph/type-relations"
import type { Failure } from "./failure"
import type { JsonObject } from "./json"

/** A field that a fetch was to bring, and the type that must be met for it. */
interface ResponseField {
  readonly key: string
  readonly conditions: readonly string[]
}

/** Makes an object in which each field that a fetch was to bring is the same failure. */
export type FailedFields = (typeName: unknown, failure: Failure) => JsonObject

/**
 * Knows what a fetch would have brought: the top fields of its operation, or of one of its entity lists. Read from the
 * operation only when a fetch fails, which most never do.
 * @param listKey the response name of the `_entities` list; null for the operation's own fields.
 */
export function compileFailedFields(operation: string, listKey: string | null, matches: TypeMatcher): FailedFields {
  let fields: readonly ResponseField[] | undefined
  return (typeName, failure) => {
    fields ??= responseFields(parse(operation, { noLocation: true }), listKey)
    const failed: JsonObject = {}
    for (const { key, conditions } of fields) {
      const isMeant = listKey === null || conditions.every((condition) => matches(typeName, condition))
      if (isMeant && key !== "__typename") failed[key] = failure
    }
    return failed
  }
}

function responseFields(document: DocumentNode, listKey: string | null): ResponseField[] {
  const operation = document.definitions.find(
    (each): each is OperationDefinitionNode => each.kind === Kind.OPERATION_DEFINITION
  )
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const each of document.definitions)
    if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each)
  const found: ResponseField[] = []
  const collect = (selections: SelectionSetNode | undefined, conditions: readonly string[]): void => {
    for (const selection of selections?.selections ?? []) {
      if (selection.kind === Kind.FIELD) {
        found.push({ key: selection.alias?.value ?? selection.name.value, conditions })
        continue
      }
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value)
      const condition = fragment?.typeCondition?.name.value
      collect(fragment?.selectionSet, condition === undefined ? conditions : [...conditions, condition])
    }
  }
  collect(listKey === null ? operation?.selectionSet : listSelections(operation, listKey), [])
  return found
}

function listSelections(operation: OperationDefinitionNode | undefined, listKey: string): SelectionSetNode | undefined {
  for (const selection of operation?.selectionSet.selections ?? []) {
    if (selection.kind !== Kind.FIELD) continue
    if ((selection.alias?.value ?? selection.name.value) === listKey) return selection.selectionSet
  }
  return undefined
}
