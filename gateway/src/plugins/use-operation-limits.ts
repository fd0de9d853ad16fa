import type { GatewayPlugin } from "../gateway-plugin"
import { aliasesOf, depthOf, rootFieldsOf } from "../limits/measure"
import type { Operation } from "../operation/operation"
import { refusal } from "../refusal"

/** Refuses operations whose text is longer than this many tokens, before they are read. */
export const useTokenLimit = (max: number): GatewayPlugin => ({ name: "token-limit", tokensMax: max })

/** Refuses operations in which more than `max` fields lie one inside another. */
export const useDepthLimit = (max: number): GatewayPlugin => limit("depth", max, depthOf, "Ask for less at once")

/** Refuses operations that rename more than `max` fields, fragments counted as often as they are spread. */
export const useAliasLimit = (max: number): GatewayPlugin => limit("aliases", max, aliasesOf, "Rename fewer fields")

/** Refuses operations with more than `max` fields of Query or Mutation. */
export const useRootFieldLimit = (max: number): GatewayPlugin =>
  limit("root fields", max, rootFieldsOf, "Send several operations")

function limit(what: string, max: number, measure: (operation: Operation) => number, advice: string): GatewayPlugin {
  return {
    name: `${what.replace(" ", "-")}-limit`,
    onPrepare(operation) {
      const size = measure(operation)
      if (size <= max) return
      throw refusal("OPERATION_TOO_LARGE", `The operation has ${size} ${what}; ${max} are allowed. ${advice}.`, 400, {
        limit: what,
        max,
      })
    },
  }
}
