import type { InventoryTypes } from "@medusajs/framework/types"

/**
 * What our Inventory Module adds to core's. Resolve it as `Modules.INVENTORY`: core's own methods keep their meaning, and are safe.
 * Every method takes Medusa's shared context last, so that it can take part in a caller's transaction.
 */
export interface AnyshelfInventory extends InventoryTypes.IInventoryService {
  /** True on our service, absent on core's; the boot check asks for it. */
  readonly isAnyshelfInventory: true

  /**
   * The terms of a promise for stock items at locations, in one statement. Pairs without a level are left out.
   * At most 1,000 items × 200 locations.
   */
  readStock(query: StockQuery): Promise<StockReading>

  /** What each sales channel withholds of each item, where it withholds anything: the item's own rule, else the channel's. */
  readChannelBuffers(query: {
    salesChannelIds: readonly string[]
    inventoryItemIds: readonly string[]
  }): Promise<ChannelBuffer[]>

  /** Sets what is withheld at a location. `inventoryItemId: null` is the location's default. Returns what stood there before. */
  setSafetyStock(rules: readonly SafetyStockRule[]): Promise<SafetyStockRule[]>

  /** Sets what is withheld from a sales channel. `inventoryItemId: null` is the channel's default. Returns what stood there before. */
  setChannelBuffers(rules: readonly ChannelBufferRule[]): Promise<ChannelBufferRule[]>

  /**
   * Claims stock for things that have already been sold elsewhere. All or nothing; each reservation's `id` is the
   * caller's, and a repetition with ids that exist already changes nothing and returns `already: true`.
   * Safety stock may be used up (`floor: "shelf"`), since the sale has happened; `floor: "none"` records an oversold sale.
   * Refused: `short` says what was missing where, and nothing was claimed.
   */
  reserveSold(request: ReserveSold): Promise<ReserveSoldOutcome>

  /**
   * Takes up to `limit` (item, location) pairs whose stock has changed, oldest first, for `leaseMs`. Another worker
   * skips them until then. The number is not in the claim: read it when it is needed.
   */
  claimChanges(request: { owner: string; limit: number; leaseMs: number }): Promise<StockChange[]>

  /** Says that claimed changes are dealt with. A pair that changed again since the claim stays marked. */
  settleChanges(changes: readonly StockChange[]): Promise<void>

  /** The ledger of one item, newest first. */
  readMovements(query: {
    inventoryItemId: string
    locationId?: string
    limit: number
    beforeVersion?: number
  }): Promise<StockMovement[]>

  /**
   * Runs `work` so that every movement written inside carries this cause. Causes nest; the inner one wins.
   * Carried by AsyncLocalStorage, so core's workflows need not know of it.
   */
  withCause<T>(cause: MovementCause, work: () => Promise<T>): Promise<T>
}

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
  readonly held: number
  readonly safetyStock: number
  /** Rises by one with each change of this item's stock here; 0 when it never changed. */
  readonly version: number
  readonly updatedAt: Date | null
}

export interface ChannelBuffer {
  readonly salesChannelId: string
  readonly inventoryItemId: string
  readonly quantity: number
}

export interface SafetyStockRule {
  readonly inventoryItemId: string | null
  readonly locationId: string
  /** Null removes the rule. */
  readonly quantity: number | null
}

export interface ChannelBufferRule {
  readonly inventoryItemId: string | null
  readonly salesChannelId: string
  /** Null removes the rule. */
  readonly quantity: number | null
}

export interface ReserveSold {
  readonly reservations: readonly {
    readonly id: string
    readonly inventoryItemId: string
    readonly locationId: string
    readonly quantity: number
    readonly lineItemId: string
    readonly externalId?: string
    readonly description?: string
  }[]
  readonly floor: "shelf" | "none"
}

export type ReserveSoldOutcome =
  { readonly ok: true; readonly already: boolean } | { readonly ok: false; readonly short: readonly Shortage[] }

export interface Shortage {
  readonly inventoryItemId: string
  readonly locationId: string
  readonly wanted: number
  readonly available: number
}

/** A mark that stock of an item changed at a location. */
export interface StockChange {
  readonly inventoryItemId: string
  readonly locationId: string
  /** The version at the claim. */
  readonly version: number
  /** Which mark was claimed. A change of policy marks a pair anew without a new version of its stock. */
  readonly mark: string
}

/** Why stock moved. */
export interface MovementCause {
  /** What asked for it: `order`, `channel-order`, `admin`, `import`. */
  readonly cause: string
  /** The id of that thing. */
  readonly causeId?: string
  /** Who: a user id, a connection id, `system`. */
  readonly actor?: string
  readonly correlationId?: string
  /** In the words of the person who did it. */
  readonly reason?: string
  /** When it happened, if earlier than it is recorded: a sale that a channel tells of later. */
  readonly occurredAt?: Date
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
