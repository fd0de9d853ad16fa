import type { Run } from "../../../reads/run"

/** One of our orders. */
export interface OrderRow {
  readonly orderId: string
  readonly isCancelled: boolean
  readonly changedAt: Date
}

/** Units of a line of the channel's order that lie reserved at one of our locations. */
export interface ReservedRow {
  readonly orderId: string
  readonly lineRef: string
  readonly locationId: string
  readonly quantity: number
}

/**
 * The lines of our orders with the channel's id of each, as a part of a statement. A line that was added here has none, and is not told
 * of. The order's items are kept once for each of its versions, hence distinct.
 */
export const linesOf = `lines AS (
  SELECT DISTINCT oi.order_id, oli.id AS item_id, oli.variant_id, oli.metadata->'origin'->>'lineRef' AS line_ref
  FROM order_item oi JOIN order_line_item oli ON oli.id = oi.item_id
  WHERE oi.order_id = ANY(:orderIds) AND oi.deleted_at IS NULL AND oli.metadata->'origin'->>'lineRef' IS NOT NULL)`

/** How many of a stock item a unit of the line's variant takes, for items named `i`. */
export const requiredOf = `LEFT JOIN product_variant_inventory_item v
  ON v.variant_id = l.variant_id AND v.inventory_item_id = i.inventory_item_id AND v.deleted_at IS NULL`

/** Whether the orders are cancelled, and when anything of them last changed. */
export function readOrders(run: Run, orderIds: readonly string[]): Promise<OrderRow[]> {
  return run(
    `SELECT o.id AS "orderId", o.status = 'canceled' AS "isCancelled",
       greatest(o.updated_at, max(f.updated_at), (SELECT max(r.updated_at) FROM "return" r WHERE r.order_id = o.id)) AS "changedAt"
     FROM "order" o
     LEFT JOIN order_fulfillment link ON link.order_id = o.id AND link.deleted_at IS NULL
     LEFT JOIN fulfillment f ON f.id = link.fulfillment_id
     WHERE o.id = ANY(:orderIds) AND o.deleted_at IS NULL GROUP BY o.id`,
    { orderIds: [...orderIds] }
  )
}

/** Where the orders' units are reserved that have not left. Of a kit, as many units as its scarcest component makes. */
export function readReserved(run: Run, orderIds: readonly string[]): Promise<ReservedRow[]> {
  return run(
    `WITH ${linesOf}, parts AS (
       SELECT l.order_id, l.line_ref, l.item_id, i.location_id,
         floor(min(i.quantity / coalesce(v.required_quantity, 1))) AS quantity
       FROM lines l JOIN reservation_item i ON i.line_item_id = l.item_id AND i.deleted_at IS NULL
       ${requiredOf}
       GROUP BY l.order_id, l.line_ref, l.item_id, i.location_id)
     SELECT order_id AS "orderId", line_ref AS "lineRef", location_id AS "locationId", sum(quantity)::float8 AS quantity
     FROM parts WHERE quantity > 0 GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
    { orderIds: [...orderIds] }
  )
}
