import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/knex"
import { MedusaError } from "@medusajs/framework/utils"
import type { SalesVelocity, VelocityQuery } from "./contract"
import { refuseMoreThan } from "./limits"
import { salesOf } from "./queries/velocity"

const itemsMax = 1_000
const daysMax = 366

/** Units sold in a day, by the ledger. Throws INVALID_DATA above 1,000 items, or for days outside 1 to 366. */
export async function readSalesVelocity(manager: SqlEntityManager, query: VelocityQuery): Promise<SalesVelocity[]> {
  refuseMoreThan(itemsMax, "items", query.inventoryItemIds.length)
  if (!Number.isInteger(query.days) || query.days < 1 || query.days > daysMax)
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      `days must be a whole number from 1 to ${daysMax}, not ${query.days}.`
    )
  const rows = await salesOf(manager, query)
  return rows.map(({ inventory_item_id: inventoryItemId, sold }) => ({
    inventoryItemId,
    perDay: Math.max(0, Number(sold)) / query.days,
  }))
}
