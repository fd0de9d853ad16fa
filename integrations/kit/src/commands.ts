import type { Ref } from "./records"

/**
 * What the engine asks of a channel, and what the channel may answer. Each command may be sent twice and must then change
 * nothing more.
 */

/** Show this number of this article at this place. The engine decides the number; the connector only carries it. */
export interface StockCommand {
  readonly type: "stock"
  /** Ours, the same for each repetition of this very command. Vendors that take an idempotency key are given this one. */
  readonly key: string
  readonly stockRef: Ref
  readonly locationRef: Ref
  /** Absolute: what the channel may sell from now on. Whole, never negative. */
  readonly quantity: number
  /**
   * What the channel is believed to show now. A `cas` channel must refuse with `conflict` when it shows something else; null
   * writes whatever it shows.
   */
  readonly expected: number | null
  /** Rises with each command for this article and place. */
  readonly sequence: number
}

export type Command = StockCommand

/** What became of a command. One for each command, in the same order. */
export type Result =
  /** Done now. `observed` is what the channel shows after it. */
  | { readonly key: string; readonly status: "applied"; readonly observed?: number }
  /** It was already so; nothing was changed. */
  | { readonly key: string; readonly status: "already"; readonly observed?: number }
  /** Taken, not done: ask again for `confirm`. */
  | { readonly key: string; readonly status: "accepted"; readonly confirm: Ref }
  /** The channel shows something else than `expected`. Nothing was changed. */
  | { readonly key: string; readonly status: "conflict"; readonly observed?: number }
  /** Refused for good: the same command will never do. A person has to look. */
  | { readonly key: string; readonly status: "rejected"; readonly code: string; readonly message: string }
  /** Not done; try again, not before `afterMs`. */
  | { readonly key: string; readonly status: "retry"; readonly afterMs?: number; readonly message?: string }
  /** Sent, no answer: it may or may not have been done. */
  | { readonly key: string; readonly status: "unknown"; readonly message?: string }
