import type { Log } from "@anyshelf/connector-kit"
import { GraphQLError, type GraphQLFormattedError } from "graphql"

/**
 * What callers see of an error. Errors that were meant for them have a code of their own and pass; anything else is a fault
 * of ours, which is logged here and hidden from them.
 */
export function maskFault(log: Log) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const { code, ...extensions } = formatted.extensions ?? {}
    if (code !== "INTERNAL_SERVER_ERROR") return { ...formatted, extensions: { code, ...extensions } }
    const cause = error instanceof GraphQLError ? (error.originalError ?? error) : error
    log.warn("A resolver failed.", {
      path: formatted.path,
      error: cause instanceof Error ? cause.message : String(cause),
    })
    return { ...formatted, message: "Something failed here; the log says what.", extensions: { code } }
  }
}
