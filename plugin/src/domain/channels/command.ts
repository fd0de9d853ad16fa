import type { LineUnits, OrderCommand } from "@anyshelf/connector-kit"

/** What is told of an order, as the kit names it. */
export type CommandType = OrderCommand["type"]

type Unkeyed<T> = T extends unknown ? Omit<T, "key" | "fulfilmentRef" | "returnRef"> & Refs<T> : never
type Refs<T> = (T extends { fulfilmentRef: string } ? { readonly fulfilmentRef?: string } : unknown) &
  (T extends { returnRef: string } ? { readonly returnRef?: string } : unknown)

/** A kit's command without its key, and without the id of what an earlier command has yet to make. */
export type CommandPayload = Unkeyed<OrderCommand>

/**
 * How far a command is. `sent` may or may not have been done; `accepted` was taken without being done at once; `refused` waits
 * for a person; `superseded` was dropped, by a person or by what happened since.
 */
export type CommandState = "pending" | "sent" | "accepted" | "done" | "refused" | "superseded"

/** Something that a channel has to be told. */
export interface NewCommand {
  /** Derived from its cause: the same cause gives the same key for ever. */
  readonly key: string
  /** The key of the command that makes what this one names; null when nothing has to be done first. */
  readonly needs: string | null
  readonly payload: CommandPayload
}

/** A command that was made before, as far as new ones depend on it. */
export interface KnownCommand extends NewCommand {
  readonly state: CommandState
}

/** A claimed command, ready to be sent. */
export interface DueCommand extends NewCommand {
  readonly id: string
  readonly orderRef: string
  readonly orderId: string
  readonly state: "pending" | "sent" | "accepted"
  readonly generation: number
  /** An earlier sending of it has no answer yet. */
  readonly inDoubt: boolean
  readonly attempts: number
  /** How long ago it was made, in milliseconds. */
  readonly ageMs: number
  /** What the needed command made; null without one, and when the channel did not say. */
  readonly neededRef: string | null
  /** Of a fulfilment: what other commands have made of the order. */
  readonly made: readonly string[]
  /** Of a receipt: the units that others of the same return have told. */
  readonly received: readonly LineUnits[]
}

/** What became of a claimed command. */
export interface CommandOutcome {
  readonly id: string
  readonly state: CommandState
  /** Sent, and not known to be done or not done. */
  readonly inDoubt: boolean
  readonly resultRef: string | null
  readonly confirmRef: string | null
  readonly attempts: number
  /** Not before so many milliseconds from now. */
  readonly afterMs: number
  /** Why it is not done, and what to do. Null while all is well. */
  readonly error: string | null
}
