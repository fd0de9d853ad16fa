import { GraphQLError } from "graphql"

/** The stable codes of this subgraph's errors, in `extensions.code`. */
export type ErrorCode = "UNAUTHENTICATED" | "FORBIDDEN" | "BAD_USER_INPUT" | "NOT_SET_UP" | "GONE"

/** An error that is meant for the caller: its message says what to do next. */
export const callerError = (code: ErrorCode, message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code } })

/** The caller asked for something that cannot be. */
export const badInput = (message: string): GraphQLError => callerError("BAD_USER_INPUT", message)
