import { BigNumber, EmitEvents, InjectManager, MedusaContext } from "@medusajs/framework/utils"
import type { BigNumberInput, IBigNumber } from "@medusajs/framework/types"
import { readStockAsOf, readStockHistory } from "./as-of"
import { currentCause, runWithCause } from "./cause"
import { claimChanges, settleChanges } from "./changes"
import type {
  AnyshelfInventory,
  HandedOver,
  HandOver,
  ListedMovement,
  MovementCause,
  MovementPage,
  ReserveSold,
  ReserveSoldOutcome,
  StockAsOf,
  StockAsOfQuery,
  StockChange,
  StockHistory,
  StockHistoryQuery,
  SalesVelocity,
  StockMovement,
  VelocityQuery,
} from "./contract"
import type { InventoryContext } from "./core"
import { handOver } from "./hand-over"
import { listMovements, readMovements } from "./movements"
import { readAvailableTo } from "./queries/holds"
import { readAvailable } from "./queries/stock"
import { reserveSold } from "./reserve-sold"
import { SafeSupply } from "./safe-supply"
import { readerOf } from "./transaction"
import { readSalesVelocity } from "./velocity"

/** Core's Inventory Module, unable to oversell, with what `contract.ts` adds. Each method is one call; see its file. */
export class AnyshelfInventoryService extends SafeSupply implements AnyshelfInventory {
  readonly isAnyshelfInventory = true as const

  @InjectManager()
  @EmitEvents()
  async reserveSold(
    request: ReserveSold,
    @MedusaContext() context: InventoryContext = {}
  ): Promise<ReserveSoldOutcome> {
    return this.write_((inside) => reserveSold(this, request, inside), context)
  }

  @InjectManager()
  @EmitEvents()
  async handOver(request: HandOver, @MedusaContext() context: InventoryContext = {}): Promise<HandedOver> {
    return this.write_((inside) => handOver(this, request, inside), context)
  }

  async claimChanges(
    request: { owner: string; limit: number; leaseMs: number },
    context?: InventoryContext
  ): Promise<StockChange[]> {
    return this.write_((_, manager) => claimChanges(manager, request), context)
  }

  async settleChanges(changes: readonly StockChange[], context?: InventoryContext): Promise<void> {
    return this.write_((_, manager) => settleChanges(manager, changes), context)
  }

  @InjectManager()
  async readMovements(
    query: { inventoryItemId: string; locationId?: string; limit: number; beforeVersion?: number },
    @MedusaContext() context: InventoryContext = {}
  ): Promise<StockMovement[]> {
    return readMovements(readerOf(context), query)
  }

  @InjectManager()
  async readSalesVelocity(
    query: VelocityQuery,
    @MedusaContext() context: InventoryContext = {}
  ): Promise<SalesVelocity[]> {
    return readSalesVelocity(readerOf(context), query)
  }

  @InjectManager()
  async listMovements(page: MovementPage, @MedusaContext() context: InventoryContext = {}): Promise<ListedMovement[]> {
    return listMovements(readerOf(context), page)
  }

  @InjectManager()
  async readStockAsOf(query: StockAsOfQuery, @MedusaContext() context: InventoryContext = {}): Promise<StockAsOf> {
    return readStockAsOf(readerOf(context), query)
  }

  @InjectManager()
  async readStockHistory(
    query: StockHistoryQuery,
    @MedusaContext() context: InventoryContext = {}
  ): Promise<StockHistory> {
    return readStockHistory(readerOf(context), query)
  }

  async withCause<T>(cause: MovementCause, work: () => Promise<T>): Promise<T> {
    return runWithCause(cause, work)
  }

  /**
   * What may still be sold of an item, summed over locations: less holds and safety stock, and no location borrows from
   * another. Core's cart asks this (through `confirmInventory`), so a cart and its checkout judge by the same figures; what
   * the cart holds itself is there for it.
   */
  @InjectManager()
  override async retrieveAvailableQuantity(
    inventoryItemId: string,
    locationIds: string[],
    @MedusaContext() context: InventoryContext = {}
  ): Promise<IBigNumber> {
    if (locationIds.length === 0) return bigNumber(0)
    await this.inventoryItemService_.retrieve(inventoryItemId, { select: ["id"] }, context)
    const holder = currentCause()?.holder
    if (holder) return bigNumber(await readAvailableTo(readerOf(context), holder, inventoryItemId, locationIds))
    return bigNumber(await readAvailable(readerOf(context), inventoryItemId, locationIds))
  }
}

// Medusa's class and its interface disagree on whether an optional property may be set to undefined.
const bigNumber = (value: BigNumberInput) => new BigNumber(value) as IBigNumber
