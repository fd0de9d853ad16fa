import type { OurFulfilment } from "../../../domain/channels/command-facts"
import type { Run } from "../../../reads/run"
import { linesOf, requiredOf } from "./order"

/**
 * The fulfilments of orders, oldest first. Medusa counts a fulfilment in stock items; here it is in units of the line, of a kit as many as
 * its scarcest component makes. Who follows a parcel is read from the fulfilment's metadata (`carrier`), since Medusa's labels do not
 * say; `#` is what Medusa's Admin writes for an address that was left empty.
 */
export function readFulfilments(
  run: Run,
  orderIds: readonly string[]
): Promise<(OurFulfilment & { orderId: string })[]> {
  return run(
    `WITH ${linesOf}, parts AS (
       SELECT l.order_id, i.fulfillment_id, l.line_ref, l.item_id,
         floor(min(i.quantity / coalesce(v.required_quantity, 1))) AS quantity
       FROM lines l JOIN order_fulfillment link ON link.order_id = l.order_id AND link.deleted_at IS NULL
       JOIN fulfillment_item i
         ON i.fulfillment_id = link.fulfillment_id AND i.line_item_id = l.item_id AND i.deleted_at IS NULL
       ${requiredOf}
       GROUP BY l.order_id, i.fulfillment_id, l.line_ref, l.item_id
     ), units AS (
       SELECT order_id, fulfillment_id, line_ref, sum(quantity)::float8 AS quantity FROM parts GROUP BY 1, 2, 3)
     SELECT u.order_id AS "orderId", f.id, f.location_id AS "locationId",
       (f.shipped_at IS NOT NULL OR f.delivered_at IS NOT NULL) AS "hasLeft", f.delivered_at IS NOT NULL AS "isDelivered",
       f.canceled_at IS NOT NULL AS "isCancelled", (f.metadata->'anyshelf_channel') IS NOT NULL AS "isTheirs",
       json_agg(json_build_object('lineRef', u.line_ref, 'quantity', u.quantity) ORDER BY u.line_ref) AS lines,
       (SELECT coalesce(json_agg(json_build_object('company', f.metadata->>'carrier', 'number', b.tracking_number,
            'url', nullif(nullif(b.tracking_url, ''), '#')) ORDER BY b.created_at, b.tracking_number), '[]')
          FROM fulfillment_label b
          WHERE b.fulfillment_id = f.id AND b.deleted_at IS NULL AND b.tracking_number <> '') AS parcels
     FROM units u JOIN fulfillment f ON f.id = u.fulfillment_id AND f.deleted_at IS NULL
     WHERE u.quantity > 0
     GROUP BY u.order_id, f.id ORDER BY f.created_at, f.id`,
    { orderIds: [...orderIds] }
  )
}
