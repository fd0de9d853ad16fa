/** Why stock moved. */
export interface MovementCause {
  /** What asked for it: `order`, `channel-order`, `admin`, `import`. */
  readonly cause: string
  /** The id of that thing. */
  readonly causeId?: string
  /** Who: a user id, a connection id, `system`. */
  readonly actor?: string
  /** The same for everything that one request or workflow run did. */
  readonly correlationId?: string
  /** In the words of the person who did it. */
  readonly reason?: string
  /** When it happened, if earlier than it is recorded: a sale that a channel tells of later. */
  readonly occurredAt?: Date
  /** Whose holds a reservation made inside turns into: a cart's id while it is being completed. Not part of the ledger. */
  readonly holder?: string
}

/** One immutable row of the ledger. */
export interface StockMovement {
  readonly id: string
  readonly inventoryItemId: string
  readonly locationId: string
  readonly version: number
  readonly kind: string
  readonly onHandDelta: number
  readonly reservedDelta: number
  readonly onHandAfter: number
  readonly reservedAfter: number
  readonly cause: string
  readonly causeId: string | null
  readonly actor: string | null
  readonly correlationId: string | null
  readonly reason: string | null
  readonly occurredAt: Date
  readonly recordedAt: Date
}
