/** What a connector may throw. Nothing else crosses the kit: anything else is a fault in the connector. */

/** The channel asks for patience, or a passing fault stood in the way. The engine tries again. */
export class RetryLater extends Error {
  override readonly name: string = "RetryLater"
  /** @param afterMs not before this many milliseconds; left out, the engine decides. */
  constructor(
    message: string,
    readonly afterMs?: number,
    options?: ErrorOptions
  ) {
    super(message, options)
  }
}

/**
 * Sent, but no answer came that can be read: a write may or may not have been done, so its result is `unknown`. For a read
 * it is the same as `RetryLater`.
 */
export class NoAnswer extends RetryLater {
  override readonly name = "NoAnswer"
}

/** The `code` with which a connector rejects a cursor that means nothing (any more): the engine reads the feed from its beginning. */
export const BAD_CURSOR = "bad-cursor"

/** The channel refuses this request for good. Trying the same again is useless. */
export class Rejected extends Error {
  override readonly name = "Rejected"
  constructor(
    message: string,
    readonly code: string,
    options?: ErrorOptions
  ) {
    super(message, options)
  }
}

/** The channel no longer accepts us: a revoked token, a missing scope, a closed shop. A person has to act. */
export class Disconnected extends Error {
  override readonly name = "Disconnected"
}
