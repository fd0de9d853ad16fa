import { InjectManager, MedusaContext } from "@medusajs/framework/utils"
import type {
  AllocationRule,
  ChannelBufferRule,
  ChannelRules,
  LocationServiceRule,
  PromiseQuery,
  PromiseReading,
  SafetyStockRule,
  StockQuery,
  StockReading,
} from "./contract"
import type { InventoryContext } from "./core"
import {
  channelAllocations,
  channelBuffers,
  locationServices,
  readChannelRules,
  safetyStock,
  setPolicy,
} from "./policy"
import { readPromises } from "./read-promises"
import { readStock } from "./read-stock"
import { SafeHolds } from "./safe-holds"
import { readerOf } from "./transaction"

/** What may be promised, and the rules that say so. */
export abstract class SafePolicies extends SafeHolds {
  @InjectManager()
  async readStock(query: StockQuery, @MedusaContext() context: InventoryContext = {}): Promise<StockReading> {
    return readStock(readerOf(context), query)
  }

  @InjectManager()
  async readPromises(query: PromiseQuery, @MedusaContext() context: InventoryContext = {}): Promise<PromiseReading> {
    return readPromises(readerOf(context), query)
  }

  @InjectManager()
  async readChannelRules(
    query: { salesChannelIds: readonly string[]; inventoryItemIds: readonly string[] },
    @MedusaContext() context: InventoryContext = {}
  ): Promise<ChannelRules[]> {
    return readChannelRules(readerOf(context), query)
  }

  async setSafetyStock(rules: readonly SafetyStockRule[], context?: InventoryContext): Promise<SafetyStockRule[]> {
    return this.write_((_, manager) => setPolicy(manager, safetyStock, rules), context)
  }

  async setChannelBuffers(
    rules: readonly ChannelBufferRule[],
    context?: InventoryContext
  ): Promise<ChannelBufferRule[]> {
    return this.write_((_, manager) => setPolicy(manager, channelBuffers, rules), context)
  }

  async setChannelAllocations(rules: readonly AllocationRule[], context?: InventoryContext): Promise<AllocationRule[]> {
    return this.write_((_, manager) => setPolicy(manager, channelAllocations, rules), context)
  }

  async setLocationServices(
    rules: readonly LocationServiceRule[],
    context?: InventoryContext
  ): Promise<LocationServiceRule[]> {
    return this.write_((_, manager) => setPolicy(manager, locationServices, rules), context)
  }
}
