import type { OrderRecord, LineRecord } from "../order-records"
import type { ShopStore } from "../store"
import { moveStock, settleWork } from "./work"

/**
 * Takes units that have not been sent out of the work on a line, from its places last to first. They are no longer
 * committed and, where they are restocked, for sale again: at their own place, or at the one given.
 */
export function release(
  store: ShopStore,
  order: OrderRecord,
  line: LineRecord,
  quantity: number,
  restock: boolean,
  restockAt: number | null = null
): void {
  let left = Math.min(quantity, line.unfulfilledQuantity)
  line.unfulfilledQuantity -= left
  for (const work of [...order.fulfillmentOrders].reverse()) {
    const part = work.lines.find(({ lineId, remaining }) => lineId === line.id && remaining > 0)
    const taken = Math.min(left, part?.remaining ?? 0)
    if (!part || taken === 0) continue
    left -= taken
    part.remaining -= taken
    part.quantity -= taken
    part.prepared = Math.min(part.prepared, part.remaining)
    settleWork(store, work)
    const { locationId } = work
    const back =
      restock && store.keeps("cancel-restocks")
        ? [{ lineId: line.id, locationId: restockAt ?? locationId, deltas: { available: taken } }]
        : []
    moveStock(store, order, "reservation_deleted", [
      { lineId: line.id, locationId, deltas: { committed: -taken } },
      ...back,
    ])
  }
}
