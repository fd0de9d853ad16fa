import type { CommandState, CommandType } from "../../../../domain/channels/command"

/** The answer of `GET /admin/anyshelf/channel-orders/:id`. */
export interface ChannelOrderAnswer {
  readonly channel_order: {
    readonly connection_id: string
    /** The channel's id of the order. */
    readonly ref: string
    /** What the customer sees: `#1017`. */
    readonly number: string
    readonly state: string
    /** True while the channel is asked to let nothing leave. */
    readonly held: boolean
  }
  /** What the channel was told of it, in the order of telling. */
  readonly commands: readonly OrderCommandAnswer[]
}

/** One thing that the channel was told, or is to be told. */
export interface OrderCommandAnswer {
  readonly id: string
  readonly type: CommandType
  readonly state: CommandState
  /** Why it is not done, and what to do. */
  readonly error: string | null
  /** The channel's id of what was made. */
  readonly result_ref: string | null
  readonly attempts: number
  /** ISO 8601. */
  readonly created_at: string
  readonly sent_at: string | null
  readonly done_at: string | null
}
