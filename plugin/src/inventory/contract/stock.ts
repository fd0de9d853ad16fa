export interface StockQuery {
  readonly inventoryItemIds: readonly string[]
  /** Left out: all locations. */
  readonly locationIds?: readonly string[]
}

export interface StockReading {
  /** The database's clock when the figures were read. */
  readonly asOf: Date
  readonly stock: readonly StockFigures[]
}

/** Plain numbers, already free of Medusa's BigNumber. */
export interface StockFigures {
  readonly inventoryItemId: string
  readonly sku: string | null
  readonly locationId: string
  readonly onHand: number
  readonly reserved: number
  /** Claimed by carts for a limited time; what has lapsed is not in it. */
  readonly held: number
  /** Promised to orders that may be served from several places, and set aside here until they are bound to one. */
  readonly unrouted: number
  readonly safetyStock: number
  /** Rises by one with each change of this item's stock here; 0 when it never changed. */
  readonly version: number
  readonly updatedAt: Date | null
}
