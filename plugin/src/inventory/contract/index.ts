import type { BigNumberInput, InventoryTypes } from "@medusajs/framework/types"
import type { StockChange } from "./changes"
import type {
  BindOutcome,
  BindRequest,
  ExtendOutcome,
  ExtendRequest,
  HeldUnits,
  HoldOutcome,
  HoldRequest,
  ReleaseOutcome,
  ReleaseRequest,
  ReserveOutcome,
  ReserveRequest,
} from "./claims"
import type {
  ExpectedSupply,
  PromiseDate,
  PromiseDateQuery,
  PromiseFutureOutcome,
  PromiseFutureRequest,
  ReceiptOutcome,
  SupplyOutcome,
  SupplyQuery,
  SupplyReading,
  SupplyRefused,
} from "./incoming"
import type {
  ListedMovement,
  MovementCause,
  MovementPage,
  StockAsOf,
  StockAsOfQuery,
  StockHistory,
  StockHistoryQuery,
  StockMovement,
} from "./ledger"
import type { AllocationRule, ChannelBufferRule, ChannelRules, LocationServiceRule, SafetyStockRule } from "./policy"
import type { HandedOver, HandOver, ReserveSold, ReserveSoldOutcome } from "./sold"
import type { PromiseQuery, PromiseReading, StockQuery, StockReading } from "./stock"
import type { SalesVelocity, VelocityQuery } from "./velocity"

export type * from "./changes"
export type * from "./claims"
export type * from "./incoming"
export type * from "./ledger"
export type * from "./policy"
export type * from "./sold"
export type * from "./stock"
export type * from "./velocity"

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

  /**
   * What can be promised of articles to sales channels: totals by method, places, and every term, in one statement. The rows
   * of stock are read, never a history. Throws INVALID_DATA beyond the limits that `PromiseQuery` names.
   */
  readPromises(query: PromiseQuery): Promise<PromiseReading>

  /** The rules that hold for items on channels; pairs without any are left out. At most 1,000 items × 200 channels. */
  readChannelRules(query: {
    salesChannelIds: readonly string[]
    inventoryItemIds: readonly string[]
  }): Promise<ChannelRules[]>

  /** Sets what is withheld at a location. `inventoryItemId: null` is the location's default. Returns what stood there before. */
  setSafetyStock(rules: readonly SafetyStockRule[]): Promise<SafetyStockRule[]>

  /** Sets what is withheld from a sales channel. `inventoryItemId: null` is the channel's default. Returns what stood there before. */
  setChannelBuffers(rules: readonly ChannelBufferRule[]): Promise<ChannelBufferRule[]>

  /** Sets how much of what there is a sales channel may show at most. Returns what stood there before. */
  setChannelAllocations(rules: readonly AllocationRule[]): Promise<AllocationRule[]>

  /** Sets whether locations serve sales channels by a method. Returns what stood there before. */
  setLocationServices(rules: readonly LocationServiceRule[]): Promise<LocationServiceRule[]>

  /**
   * Sets what an owner holds: all of the request, or nothing changes. Throws `InventoryBusy` when too many calls wait.
   */
  hold(request: HoldRequest): Promise<HoldOutcome>

  /** Gives a living hold more time. Refused with `lapsed` when it lives no more: hold again, which is judged anew. */
  extendHold(request: ExtendRequest): Promise<ExtendOutcome>

  /** What an owner holds at this moment, and its pool-scoped reservations. */
  readHolds(query: {
    readonly owners?: readonly string[]
    readonly lineItemIds?: readonly string[]
  }): Promise<HeldUnits[]>

  /**
   * Reserves all of the request or nothing. Node-scoped lines become Medusa's reservations; pool-scoped ones wait to be
   * bound. With an owner, its holds turn into the reservation. Throws `InventoryBusy` when too many calls wait.
   */
  reserve(request: ReserveRequest): Promise<ReserveOutcome>

  /** Binds a pool-scoped reservation to places, in one transaction over all of them; nothing is let go in between. */
  bind(request: BindRequest): Promise<BindOutcome>

  /** Gives holds and reservations back. Repeating it, or racing it, gives each back once. */
  release(request: ReleaseRequest): Promise<ReleaseOutcome>

  /** Removes up to `limit` lapsed holds and old idempotency keys. Correctness does not wait for it. Returns how many. */
  tidyClaims(request: { readonly limit: number }): Promise<{ readonly holds: number; readonly keys: number }>

  /**
   * Says what is on its way, all of it or nothing; saying an id again changes its quantity and date. Core's `incoming_quantity`
   * is made equal to the sum. At most 200 in a call.
   */
  expectSupply(supplies: readonly ExpectedSupply[]): Promise<SupplyOutcome>

  /**
   * Puts what has come on the shelf, and in the same transaction turns it into the reservations that it was promised to, the
   * earliest first. `quantity` left out: all that was expected. Receiving an id again changes nothing.
   */
  receiveSupply(request: { readonly id: string; readonly quantity?: BigNumberInput }): Promise<ReceiptOutcome>

  /** Says that supply will not come. Promises that relied on it stay, and are named as endangered. */
  cancelSupply(id: string): Promise<SupplyOutcome>

  /** What is still expected, and what is promised of it. At most 1,000 items × 1,000 locations. */
  readSupply(query: SupplyQuery): Promise<SupplyReading>

  /** The first date at which one of the places can promise the whole quantity; null when none ever can. */
  promiseDate(query: PromiseDateQuery): Promise<PromiseDate | SupplyRefused | null>

  /**
   * Promises an order line a quantity by the first date there is: what is there of it becomes Medusa's reservation at once, the
   * rest when it is received. All or nothing, at one place. Releasing the order line gives both back.
   */
  promiseFuture(request: PromiseFutureRequest): Promise<PromiseFutureOutcome>

  /**
   * Claims stock for things that have already been sold elsewhere. All or nothing; each reservation's `id` is the
   * caller's, and a repetition with ids that exist already changes nothing and returns `already: true`.
   * Safety stock may be used up (`floor: "shelf"`), since the sale has happened; `floor: "none"` records an oversold sale.
   * Refused: `short` says what was missing where, and nothing was claimed.
   */
  reserveSold(request: ReserveSold): Promise<ReserveSoldOutcome>

  /**
   * Takes goods that have left off the shelf and out of their reservations, in one transaction. A reservation that is gone is
   * handed over already. The shelf never falls below zero: what it lacks is named as `short`, and its reservation ends all the same,
   * since the goods are not there any more. Tell `shipped` or `handed_over` by `withCause`.
   */
  handOver(request: HandOver): Promise<HandedOver>

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

  /** How fast items sell, by the ledger, in one statement. Items that the ledger does not know are left out. */
  readSalesVelocity(query: VelocityQuery): Promise<SalesVelocity[]>

  /** A page of the movements of all items that fit a filter, newest first. Stable while new ones are written. */
  listMovements(page: MovementPage): Promise<ListedMovement[]>

  /**
   * Stock as it was at an instant, by the ledger: one look into an index for each pair, in one statement.
   * At most 1,000 items × 200 locations.
   */
  readStockAsOf(query: StockAsOfQuery): Promise<StockAsOf>

  /** How stock of one item at one location went over a span: what a step chart draws. */
  readStockHistory(query: StockHistoryQuery): Promise<StockHistory>

  /**
   * Runs `work` so that every movement written inside carries this cause. Causes nest; the inner one wins, and wins over what
   * the workflow or the request would say. Carried by AsyncLocalStorage, so core's workflows need not know of it.
   * Throws INVALID_DATA for a cause that the ledger cannot keep.
   */
  withCause<T>(cause: MovementCause, work: () => Promise<T>): Promise<T>
}
