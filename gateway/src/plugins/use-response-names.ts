import { visit } from "graphql"
import type { GatewayPlugin } from "../gateway-plugin"
import { documentOf } from "../operation/operation"
import { refusal } from "../refusal"

/**
 * Refuses aliases that begin with two underscores. GraphQL keeps such names for itself; an alias `__typename` would pass a field
 * off as an object's type, and `__proto__` is no ordinary key in JavaScript.
 */
export function useResponseNames(): GatewayPlugin {
  return {
    name: "response-names",
    onPrepare(operation) {
      visit(documentOf(operation), {
        Field({ alias, name }) {
          if (!alias?.value.startsWith("__") || alias.value === name.value) return
          const message = `The alias "${alias.value}" begins with two underscores, which GraphQL keeps for itself. Choose another.`
          throw refusal("BAD_USER_INPUT", message, 400)
        },
      })
    },
  }
}
