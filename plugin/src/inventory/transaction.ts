import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/knex"
import type { CoreInventory, InventoryContext } from "./core"

/** The manager of the transaction that a write runs in. */
export function transactionOf(context: InventoryContext): SqlEntityManager {
  if (!context.transactionManager) throw new Error("A stock write was called outside a transaction: use write_().")
  return context.transactionManager
}

/** The manager to read with: the caller's transaction when there is one. */
export function readerOf(context: InventoryContext): SqlEntityManager {
  const manager = context.transactionManager ?? context.manager
  if (!manager) throw new Error("A stock read was called without a database manager: decorate it with InjectManager.")
  return manager
}

/**
 * Collects the module events that core's ORM would have raised for rows written here by SQL: Medusa's query cache and
 * index follow them. They are emitted after the commit.
 */
export function announce(
  service: CoreInventory,
  action: "created" | "updated" | "deleted" | "restored",
  object: "inventory_level" | "reservation_item",
  rows: readonly { id: string }[],
  context: InventoryContext
): void {
  for (const row of rows) service.aggregatedEvents({ action, object, data: { id: row.id }, context })
}
