import { EmitEvents, InjectManager, isObject, MedusaContext } from "@medusajs/framework/utils"
import type { BigNumberInput, InventoryTypes, RestoreReturn, SoftDeleteReturn } from "@medusajs/framework/types"
import type { Entity, Ids, InventoryContext, LevelAdjustment, LevelInput, LevelUpdate } from "./core"
import { adjust, checkNewLevels, keepReserved, updateLevels } from "./levels"
import type { DoomedLevels } from "./queries/levels"
import { keepDeleted, readDeletedReservations } from "./queries/reservations"
import { idList } from "./release"
import { SafeReservations } from "./safe-reservations"

type Level = InventoryTypes.InventoryLevelDTO
type Cascaded = Promise<Record<string, string[]> | void>

/** Core's service with every write to a level made safe: set, adjust, create, delete and restore. */
export abstract class SafeLevels extends SafeReservations {
  override async createInventoryLevels_(input: LevelInput[], context?: InventoryContext): Promise<Entity[]> {
    checkNewLevels(input)
    return this.write_((inside) => super.createInventoryLevels_(input, inside), context)
  }

  protected async updateInventoryLevels_(input: LevelUpdate[], context?: InventoryContext): Promise<Entity[]> {
    return this.write_((inside) => updateLevels(this, input, inside), context)
  }

  override adjustInventory(data: LevelAdjustment[], context?: InventoryContext): Promise<Level[]>
  override adjustInventory(
    inventoryItemId: string,
    locationId: string,
    adjustment: BigNumberInput,
    context?: InventoryContext
  ): Promise<Level>
  /** Adjusts one level or several, all in one transaction; core commits them one by one. */
  @InjectManager()
  @EmitEvents()
  override async adjustInventory(
    itemOrData: string | LevelAdjustment[],
    locationOrContext?: string | InventoryContext,
    adjustment?: BigNumberInput,
    @MedusaContext() context: InventoryContext = {}
  ): Promise<Level & Level[]> {
    const single = { inventoryItemId: itemOrData, locationId: locationOrContext, adjustment } as LevelAdjustment
    const input = Array.isArray(itemOrData) ? itemOrData : [single]
    // Medusa passes its context fourth; the interface promises that beside a list it may come second.
    const shared = isObject(locationOrContext) ? { ...context, ...(locationOrContext as InventoryContext) } : context
    const levels = await this.write_((inside) => adjust(this, input, inside), shared)
    return this.baseRepository_.serialize(Array.isArray(itemOrData) ? levels : levels[0])
  }

  @InjectManager()
  @EmitEvents()
  override async deleteInventoryLevels(ids: Ids, @MedusaContext() context: InventoryContext = {}): Promise<void> {
    await this.unlessReserved_({ levelIds: idList(ids) }, context, (inside) =>
      this.inventoryLevelService_.delete(idList(ids), inside)
    )
  }

  @InjectManager()
  @EmitEvents()
  override async deleteInventoryLevel(
    inventoryItemId: string,
    locationId: string,
    @MedusaContext() context: InventoryContext = {}
  ): Promise<void> {
    const pair = { inventory_item_id: inventoryItemId, location_id: locationId }
    const levels = await this.inventoryLevelService_.list(pair, { take: 1 }, context)
    if (levels.length > 0)
      await this.deleteInventoryLevels(
        levels.map((level) => level.id),
        context
      )
  }

  @InjectManager()
  @EmitEvents()
  override async softDeleteInventoryLevels<Keys extends string = string>(
    ids: string[],
    config?: SoftDeleteReturn<Keys>,
    @MedusaContext() context: InventoryContext = {}
  ): Cascaded {
    return this.unlessReserved_({ levelIds: idList(ids) }, context, (inside) =>
      super.softDeleteInventoryLevels(ids, config, inside)
    )
  }

  @InjectManager()
  @EmitEvents()
  override async restoreInventoryLevels<Keys extends string = string>(
    ids: string[],
    config?: RestoreReturn<Keys>,
    @MedusaContext() context: InventoryContext = {}
  ): Cascaded {
    return this.write_((inside) => super.restoreInventoryLevels(ids, config, inside), context)
  }

  @InjectManager()
  @EmitEvents()
  override async deleteInventoryItemLevelByLocationId(
    locationId: Ids,
    @MedusaContext() context: InventoryContext = {}
  ): Promise<[object[], Record<string, unknown[]>]> {
    return this.unlessReserved_({ locationIds: idList(locationId) }, context, (inside) =>
      super.deleteInventoryItemLevelByLocationId(locationId, inside)
    )
  }

  @InjectManager()
  @EmitEvents()
  override async deleteInventoryItems(ids: Ids, @MedusaContext() context: InventoryContext = {}): Promise<void> {
    await this.unlessReserved_({ itemIds: idList(ids) }, context, (inside) =>
      this.inventoryItemService_.delete(idList(ids), inside)
    )
  }

  @InjectManager()
  @EmitEvents()
  override async softDeleteInventoryItems<Keys extends string = string>(
    ids: string[],
    config?: SoftDeleteReturn<Keys>,
    @MedusaContext() context: InventoryContext = {}
  ): Cascaded {
    return this.unlessReserved_({ itemIds: idList(ids) }, context, (inside) =>
      super.softDeleteInventoryItems(ids, config, inside)
    )
  }

  /**
   * Brings items back with their levels. Core's cascade also revives every reservation they ever had, without claiming
   * stock for it; those were released long ago, and stay so.
   */
  @InjectManager()
  @EmitEvents()
  override async restoreInventoryItems<Keys extends string = string>(
    ids: string[],
    config?: RestoreReturn<Keys>,
    @MedusaContext() context: InventoryContext = {}
  ): Cascaded {
    return this.write_(async (inside, manager) => {
      const deleted = await readDeletedReservations(manager, idList(ids))
      const cascaded = await super.restoreInventoryItems(ids, config, inside)
      await manager.flush()
      await keepDeleted(manager, deleted)
      return cascaded
    }, context)
  }

  /** Runs a deletion of levels in one transaction, unless one of them still carries reservations. */
  private unlessReserved_<T>(
    doomed: DoomedLevels,
    context: InventoryContext,
    work: (context: InventoryContext) => Promise<T>
  ): Promise<T> {
    return this.write_(async (inside, manager) => {
      await keepReserved(manager, doomed)
      return work(inside)
    }, context)
  }
}
