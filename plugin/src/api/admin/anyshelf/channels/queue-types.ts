/** Which to try again: those named, or `all`. */
export type RetryBody = { ids: string[] } | { all: true }

/** How many are tried again. */
export interface RetriedAnswer {
  retried: number
}

/** Numbers that the channel would not take, oldest first. */
export interface PoisonedAnswer {
  poisoned: PoisonedNumber[]
  next: string | null
  count: number
}

/** One number that was given up. */
export interface PoisonedNumber {
  id: string
  listing_id: string
  title: string
  sku: string | null
  stock_ref: string
  external_location_id: string
  wanted: number | null
  confirmed: number | null
  attempts: number
  reason: string
  /** ISO 8601. */
  since: string
}

/** What we asked of the channel for orders and listings, newest first. */
export interface CommandsAnswer {
  commands: CommandAnswer[]
  next: string | null
}

/** One command and what became of it. */
export interface CommandAnswer {
  id: string
  type: string
  state: "pending" | "sent" | "accepted" | "done" | "refused" | "superseded"
  order_id: string | null
  order_ref: string | null
  attempts: number
  /** Why it was refused, or what stood in the way last. */
  error: string | null
  created_at: string
  done_at: string | null
}

/** What a person has to decide, newest first. */
export interface TasksAnswer {
  tasks: TaskAnswer[]
  next: string | null
  count: number
}

/** One exception. */
export interface TaskAnswer {
  id: string
  kind: string
  /** The channel's id of the thing. */
  subject: string
  /** What is wrong, and what to do. */
  reason: string
  opened_at: string
}
