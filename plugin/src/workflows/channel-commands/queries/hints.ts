import type { Run } from "../../../reads/run"

/** The orders of fulfilments, returns or reservations, whatever of these the ids name. */
export async function ordersOf(run: Run, ids: readonly string[]): Promise<string[]> {
  const rows = await run<{ orderId: string }>(
    `SELECT order_id AS "orderId" FROM order_fulfillment WHERE fulfillment_id = ANY(:ids) AND deleted_at IS NULL
     UNION SELECT order_id FROM "return" WHERE id = ANY(:ids)
     UNION SELECT oi.order_id FROM reservation_item i JOIN order_item oi ON oi.item_id = i.line_item_id WHERE i.id = ANY(:ids)`,
    { ids: [...ids] }
  )
  return rows.map(({ orderId }) => orderId)
}

/**
 * Our orders that changed since an instant, newest first. Each step in an order's life (fulfilled, shipped, delivered, returned, received)
 * leaves an order change, and ids begin with their time: so the primary key finds the recent ones, however many there are.
 */
export function changedOrders(
  run: Run,
  { sinceId, limit }: { sinceId: string; limit: number }
): Promise<{ orderId: string; changedAt: Date }[]> {
  return run(
    `SELECT order_id AS "orderId", max(updated_at) AS "changedAt" FROM (
       SELECT order_id, updated_at FROM order_change WHERE id > :sinceId AND deleted_at IS NULL ORDER BY id DESC LIMIT :limit) c
     GROUP BY order_id`,
    { sinceId, limit }
  )
}
