import type { FieldRequiresNode, InlineFragmentRequiresNode, RequiresSelection } from "../supergraph/query-plan"
import type { TypeMatcher } from "../supergraph/type-relations"
import { Failure } from "./failure"
import { isJsonObject, type JsonObject } from "./json"
import { merge } from "./merge"

/**
 * Picks from an entity what a subgraph needs to find it again. Undefined when nothing of it is known: there is nothing to ask
 * for. A failure when something needed has failed: what depends on it fails the same way, rather than being computed from a
 * null that nobody meant.
 */
export type PickRepresentation = (entity: JsonObject) => JsonObject | Failure | undefined

type PickValue = (value: unknown) => unknown

/** Compiles the planner's `requires` selection. */
export function compilePick(selections: readonly RequiresSelection[], matches: TypeMatcher): PickRepresentation {
  const parts = selections.map((selection) => compilePart(selection, matches))
  return (entity) => {
    const picked: JsonObject = {}
    let isKnown = false
    for (const part of parts) {
      const outcome = part(entity, picked)
      if (outcome instanceof Failure) return outcome
      isKnown ||= outcome
    }
    return isKnown ? picked : undefined
  }
}

/** Writes into `picked`; true when it wrote something that tells entities apart. */
type Part = (entity: JsonObject, picked: JsonObject) => boolean | Failure

function compilePart(selection: RequiresSelection, matches: TypeMatcher): Part {
  if (selection.kind === "Field") return compileField(selection, matches)
  if (selection.kind === "InlineFragment") return compileFragment(selection, matches)
  throw new Error(`The planner asks for a named fragment "${selection.value}" in a representation, which has none.`)
}

function compileField({ name, alias, selections }: FieldRequiresNode, matches: TypeMatcher): Part {
  // `name` is where the data holds it; `alias` is what the subgraph calls it, where an alias of the client stood in the way.
  const key = alias ?? name
  const pickValue = selections?.length ? throughLists(compilePick(selections, matches)) : asIs
  return (entity, picked) => {
    const value = pickValue(entity[name])
    if (value instanceof Failure) return value
    if (value === undefined) return false
    picked[key] = value
    // A null is passed on, since a resolver may need to know it; but it finds nothing.
    return value !== null && key !== "__typename"
  }
}

const asIs: PickValue = (value) => value

function throughLists(pick: PickRepresentation): PickValue {
  const pickValue: PickValue = (value) => {
    if (Array.isArray(value)) {
      const picked = value.map((each) => pickValue(each) ?? null)
      return picked.find((each) => each instanceof Failure) ?? picked
    }
    return isJsonObject(value) ? pick(value) : value
  }
  return pickValue
}

function compileFragment(fragment: InlineFragmentRequiresNode, matches: TypeMatcher): Part {
  const pick = compilePick(fragment.selections, matches)
  return (entity, picked) => {
    if (!matches(entity["__typename"], fragment.typeCondition)) return false
    const part = pick(entity)
    if (part === undefined || part instanceof Failure) return part ?? false
    merge(picked, part)
    return true
  }
}
