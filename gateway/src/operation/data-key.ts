import type { FieldNode } from "graphql"
import { ALIAS_PREFIX } from "../execution/client-path"

/** The key under which a field's value is fetched and kept, which need not be the key under which the client wants it. */
export type DataKey = (field: FieldNode) => string

/**
 * Keeps a client's aliases out of the way of the names that a plan works with. The planner (0.0.38) reads keys and required
 * fields by their plain names: `{ user { id: name email } }` would send the name as the id and answer with somebody else's
 * email. Aliases that are field names anywhere in the supergraph are therefore fetched under a name of their own. So are those
 * that begin with an underscore (the planner's own, and ours) and those that every JavaScript object has.
 */
export function dataKeys(fieldNames: ReadonlySet<string>): DataKey {
  return ({ alias, name }) => {
    if (!alias || alias.value === name.value) return name.value
    const isTaken = fieldNames.has(alias.value) || alias.value.startsWith("_") || alias.value in Object.prototype
    return isTaken ? ALIAS_PREFIX + alias.value : alias.value
  }
}
