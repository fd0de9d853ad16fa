/** How fast items sell. */
export interface VelocityQuery {
  /** At most 1,000. */
  readonly inventoryItemIds: readonly string[]
  /** How far back to look: 1 to 366. */
  readonly days: number
  /** Whose sales are left out: the `actor` of their cause, a connection's id for example. */
  readonly excludingActor?: string
}

/** Units of an item that are sold in a day, on average. */
export interface SalesVelocity {
  readonly inventoryItemId: string
  /** Sales less what was called off, never below 0; with `excludingActor`, all sales of the others. */
  readonly perDay: number
}
