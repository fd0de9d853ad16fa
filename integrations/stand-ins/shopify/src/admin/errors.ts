import { GraphQLError } from "graphql"

/** An error that Shopify itself would answer with, in the list `errors`. Anything else thrown is the stand-in's own fault. */
export class VendorError extends GraphQLError {
  constructor(message: string, code: string, extensions: Record<string, unknown> = {}) {
    super(message, { extensions: { code, ...extensions } })
  }
}

/**
 * Shopify has it, the stand-in does not. Thrown rather than answered with null, because null is an answer: a caller would
 * go on with it and be wrong.
 */
export class NotImplemented extends GraphQLError {
  constructor(what: string) {
    super(`The Shopify stand-in does not implement ${what}. Add it there, or ask for something else.`, {
      extensions: { code: "STAND_IN_NOT_IMPLEMENTED" },
    })
  }
}
