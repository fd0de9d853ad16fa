import { GraphQLError } from "graphql"

/** The gateway refuses a request before it runs: an HTTP error status and one GraphQL error with a stable code. */
export function refusal(
  code: string,
  message: string,
  status: number,
  facts: Readonly<Record<string, unknown>> = {}
): GraphQLError {
  return new GraphQLError(message, { extensions: { code, ...facts, http: { status } } })
}

/** A fault of the gateway itself, as a client may see it; the log holds the rest under the same id. */
export function hiddenFault(correlationId: string): GraphQLError {
  return refusal(
    "INTERNAL_SERVER_ERROR",
    `The gateway failed to answer this. Its log says why, under the correlation id ${correlationId}.`,
    500
  )
}
