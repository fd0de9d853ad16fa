import type { Result, StockCommand } from "@anyshelf/connector-kit"
import type { Call } from "../client"
import { activateStock } from "../operations/stock"
import { callKey } from "./batch"

/**
 * Stocks an article at a place, at zero; the write that follows says how many. Null when done, also when it was done before;
 * else why not.
 */
export async function activate(call: Call, row: StockCommand): Promise<Result | null> {
  const { inventoryActivate } = await call(activateStock, {
    itemId: row.stockRef,
    locationId: row.locationRef,
    key: callKey([row], ACTIVATION),
  })
  const [error] = inventoryActivate?.userErrors ?? []
  if (!error || inventoryActivate?.inventoryLevel) return null
  return { key: row.key, status: "rejected", code: "ITEM_NOT_STOCKED_AT_LOCATION", message: error.message }
}

/** Sets this key apart from those of the writes of the same row. */
const ACTIVATION = -1
