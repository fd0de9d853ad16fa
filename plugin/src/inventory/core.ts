import core from "@medusajs/inventory"
import type { BigNumberInput, Context, IEventBusModuleService, InventoryTypes } from "@medusajs/framework/types"
import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/knex"

/** Medusa's shared context, with the manager typed as what it is. */
export type InventoryContext = Context<SqlEntityManager>

/** A row as core's ORM hands it over: an entity with at least its own id. */
export type Entity = { id: string } & Record<string, unknown>

/** What we use of core's internal service of one model. */
interface EntityService {
  list(filters: object, config: object, context: InventoryContext): Promise<Entity[]>
  create(data: readonly object[], context: InventoryContext): Promise<Entity[]>
  update(data: readonly object[], context: InventoryContext): Promise<Entity[]>
  delete(ids: string[], context: InventoryContext): Promise<unknown>
}

export type ReservationInput = InventoryTypes.CreateReservationItemInput
export type ReservationUpdate = InventoryTypes.UpdateReservationItemInput
export type LevelInput = InventoryTypes.CreateInventoryLevelInput
export type LevelUpdate = InventoryTypes.UpdateInventoryLevelInput
export type LevelAdjustment = { inventoryItemId: string; locationId: string; adjustment: BigNumberInput }
export type Ids = string | string[]

/**
 * Core's service as its subclasses may see it. Its own declaration types the generated methods as properties, which
 * TypeScript does not let a subclass override by methods; this interface says the same as methods, and names the
 * protected `…_` methods in which core does its work.
 */
export interface CoreInventory extends InventoryTypes.IInventoryService {
  readonly baseRepository_: { serialize<T>(data: unknown): Promise<T>; getFreshManager<T>(): T }
  readonly inventoryItemService_: EntityService & {
    retrieve(id: string, config: object, context: InventoryContext): Promise<Entity>
  }
  readonly inventoryLevelService_: EntityService
  readonly reservationItemService_: EntityService
  readonly eventBusModuleService_: IEventBusModuleService | undefined

  /** Collects a module event; it is emitted after the commit by the public method's `@EmitEvents`. */
  aggregatedEvents(event: { action: string; object: string; data: { id: string }; context: InventoryContext }): void

  /** Emits what an aggregator gathered. */
  emitEvents_(grouped: Record<string, unknown[]>): Promise<void>

  createInventoryLevels_(input: LevelInput[], context: InventoryContext): Promise<Entity[]>
}

/** Core's class, to extend. */
export const CoreInventoryService = core.service as unknown as new (...args: unknown[]) => CoreInventory
