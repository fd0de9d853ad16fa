/** What became of the units of a movement. Derived from its figures, unless the cause tells one that fits them. */
export type MovementKind =
  "received" | "allocated" | "released" | "shipped" | "handed_over" | "returned" | "adjusted" | "moved"

/** Why stock moved. */
export interface MovementCause {
  /** What asked for it: a workflow's id, or a word such as `channel-order`, `import`. */
  readonly cause: string
  /** The id of that thing. */
  readonly causeId?: string
  /** Who: a user id, a customer id, an API key's id, a connection id, `system`. */
  readonly actor?: string
  /** The same for everything that one request or workflow run did. */
  readonly correlationId?: string
  /** In the words of the person who did it. */
  readonly reason?: string
  /** When it happened, if earlier than it is recorded: a sale that a channel tells of later. */
  readonly occurredAt?: Date
  /**
   * What became of the units. Told where the figures alone cannot say it: units that come in were `received` or `returned`,
   * units that go out were `shipped` or `handed_over`. Left aside by movements whose figures say otherwise.
   */
  readonly kind?: MovementKind
  /** Whose holds a reservation made inside turns into: a cart's id while it is being completed. Not part of the ledger. */
  readonly holder?: string
}

/** One immutable row of the ledger. */
export interface StockMovement {
  readonly id: string
  readonly inventoryItemId: string
  readonly locationId: string
  /** Counts the changes of this item at this location, from 1, without gaps. */
  readonly version: number
  readonly kind: MovementKind
  readonly onHandDelta: number
  readonly reservedDelta: number
  readonly incomingDelta: number
  readonly onHandAfter: number
  readonly reservedAfter: number
  readonly incomingAfter: number
  /** `several` when one statement served several requests: then `parts` says who asked for what. */
  readonly cause: string
  readonly causeId: string | null
  readonly actor: string | null
  readonly correlationId: string | null
  readonly reason: string | null
  /** When it happened, by the clock of its cause. */
  readonly occurredAt: Date
  /** When it was written down, by the database's clock. Rises with each version of an item at a location. */
  readonly recordedAt: Date
  /** Who asked for which share of the reserved units, when several did; empty otherwise. */
  readonly parts: readonly MovementPart[]
}

/** One request's share of a movement. */
export interface MovementPart {
  readonly reservedDelta: number
  readonly cause: string
  readonly causeId: string | null
  readonly actor: string | null
  readonly correlationId: string | null
  readonly reason: string | null
  readonly occurredAt: Date | null
}

/** Which movements to list. All that is given must hold. */
export interface MovementFilter {
  readonly inventoryItemId?: string
  readonly locationId?: string
  readonly kind?: MovementKind
  /** Also found where it is the cause of a part. */
  readonly cause?: string
  /** Recorded at or after. */
  readonly from?: Date
  /** Recorded before. */
  readonly to?: Date
}

/** A page of movements, newest first. */
export interface MovementPage extends MovementFilter {
  /** 1 to 1,000. */
  readonly limit: number
  /** Only what comes after this movement in the list, that is, what was recorded before it. */
  readonly after?: MovementPlace
}

/** A movement's place in the list of all movements. */
export interface MovementPlace {
  /** In microseconds since 1970. JavaScript's dates would round it. */
  readonly recordedAt: string
  readonly id: string
}

/** A movement with its place in the list. */
export interface ListedMovement extends StockMovement {
  readonly place: MovementPlace
}

export interface StockAsOfQuery {
  readonly inventoryItemIds: readonly string[]
  /** Left out: every location that the ledger knows of. */
  readonly locationIds?: readonly string[]
  /** Later than now reads as now. */
  readonly asOf: Date
}

/** Stock as it was at an instant, by the ledger. */
export interface StockAsOf {
  /** The instant that the figures are of: the one that was asked for, or now if that is earlier. By the database's clock. */
  readonly asOf: Date
  /** Pairs that had never had stock by then are left out. A level that was deleted by then counts as empty. */
  readonly stock: readonly StockFiguresAsOf[]
}

export interface StockFiguresAsOf {
  readonly inventoryItemId: string
  readonly locationId: string
  readonly onHand: number
  readonly reserved: number
  readonly incoming: number
  /** Which change had been the last one. */
  readonly version: number
  /** When that was. */
  readonly changedAt: Date
}

export interface StockHistoryQuery {
  readonly inventoryItemId: string
  readonly locationId: string
  readonly from: Date
  /** Later than now reads as now. */
  readonly to: Date
}

/** How stock of one item at one location went: each point holds until the next one. */
export interface StockHistory {
  readonly from: Date
  readonly to: Date
  /**
   * True when every movement of the span is a point. Else there were more than 500, and the points are what stood at 240
   * instants at even distances.
   */
  readonly isExact: boolean
  /** Oldest first. The first one is at `from`, unless the item had no stock here by then. */
  readonly points: readonly StockHistoryPoint[]
}

export interface StockHistoryPoint {
  readonly at: Date
  readonly onHand: number
  readonly reserved: number
}
