import { InjectTransactionManager, MedusaContext } from "@medusajs/framework/utils"
import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/knex"
import { applyCause } from "./cause"
import {
  CoreInventoryService,
  type Entity,
  type Ids,
  type InventoryContext,
  type ReservationInput,
  type ReservationUpdate,
} from "./core"
import { idList, release, restore } from "./release"
import { changeReservations, reserve } from "./reserve"
import { transactionOf } from "./transaction"

/**
 * Core's service with every write to a reservation made safe. Core's public methods stay and keep their meaning; the
 * `…_` methods in which they do their work are ours.
 */
export abstract class SafeReservations extends CoreInventoryService {
  /**
   * Every write of ours and core's passes here: in one transaction, with its cause told to the ledger. What core's ORM
   * has only noted is flushed at once, so that the next statement sees it and the ledger records it under this cause.
   */
  @InjectTransactionManager()
  protected async write_<T>(
    work: (context: InventoryContext, manager: SqlEntityManager) => Promise<T>,
    @MedusaContext() context: InventoryContext = {}
  ): Promise<T> {
    const manager = transactionOf(context)
    await applyCause(manager)
    const result = await work(context, manager)
    await manager.flush()
    return result
  }

  protected async createReservationItems_(input: ReservationInput[], context?: InventoryContext): Promise<Entity[]> {
    return this.write_((inside) => reserve(this, input, inside), context)
  }

  protected async updateReservationItems_(input: ReservationUpdate[], context?: InventoryContext): Promise<Entity[]> {
    return this.write_((inside) => changeReservations(this, input, inside), context)
  }

  protected async deleteReservationItems_(ids: Ids, context?: InventoryContext): Promise<void> {
    return this.write_((inside) => release(this, { ids: idList(ids) }, "for-good", inside), context)
  }

  protected async softDeleteReservationItems_(ids: Ids, _config?: unknown, context?: InventoryContext): Promise<void> {
    return this.write_((inside) => release(this, { ids: idList(ids) }, "soft", inside), context)
  }

  protected async restoreReservationItems_(ids: Ids, _config?: unknown, context?: InventoryContext): Promise<void> {
    return this.write_((inside) => restore(this, { ids: idList(ids) }, inside), context)
  }

  protected async deleteReservationItemByLocationId_(locations: Ids, context?: InventoryContext): Promise<void> {
    return this.write_((inside) => release(this, { locationIds: idList(locations) }, "soft", inside), context)
  }

  protected async deleteReservationItemsByLineItem_(lineItems: Ids, context?: InventoryContext): Promise<void> {
    return this.write_((inside) => release(this, { lineItemIds: idList(lineItems) }, "soft", inside), context)
  }

  protected async restoreReservationItemsByLineItem_(lineItems: Ids, context?: InventoryContext): Promise<void> {
    return this.write_((inside) => restore(this, { lineItemIds: idList(lineItems) }, inside), context)
  }
}
