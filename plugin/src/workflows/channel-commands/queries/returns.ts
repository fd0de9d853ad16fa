import type { OurReceipt, OurReturn } from "../../../domain/channels/command-facts"
import type { Run } from "../../../reads/run"
import { linesOf } from "./order"

/** The returns of orders, oldest first, without what was received. One that is still being written up is not asked for yet. */
export function readReturns(
  run: Run,
  orderIds: readonly string[]
): Promise<(Omit<OurReturn, "receipts"> & { orderId: string })[]> {
  return run(
    `WITH ${linesOf}
     SELECT r.order_id AS "orderId", r.id, r.location_id AS "locationId", r.status = 'canceled' AS "isCancelled",
       r.metadata->'anyshelf_channel'->>'ref' AS "theirRef",
       json_agg(json_build_object('lineRef', l.line_ref, 'quantity', i.quantity::float8,
         'reason', coalesce(n.value, 'other'), 'note', coalesce(i.note, '')) ORDER BY l.line_ref, i.id) AS lines
     FROM lines l JOIN "return" r ON r.order_id = l.order_id AND r.deleted_at IS NULL AND r.status <> 'open'
     JOIN return_item i ON i.return_id = r.id AND i.item_id = l.item_id AND i.deleted_at IS NULL
     LEFT JOIN return_reason n ON n.id = i.reason_id
     GROUP BY r.order_id, r.id ORDER BY r.created_at, r.id`,
    { orderIds: [...orderIds] }
  )
}

/**
 * What arrived of returns, receipt by receipt. They are read from the confirmed changes of the order: the return's own totals are those of
 * its last receipt only, in Medusa 2.21.
 */
export function readReceipts(run: Run, orderIds: readonly string[]): Promise<(OurReceipt & { returnId: string })[]> {
  return run(
    `WITH ${linesOf}, arrived AS (
       SELECT c.id, c.return_id, c.created_at, (c.metadata->'anyshelf_channel') IS NOT NULL AS theirs, l.line_ref,
         sum((a.details->>'quantity')::numeric)::float8 AS quantity,
         coalesce(sum((a.details->>'quantity')::numeric)
           FILTER (WHERE a.action = 'RECEIVE_DAMAGED_RETURN_ITEM'), 0)::float8 AS damaged
       FROM lines l JOIN order_change c ON c.order_id = l.order_id AND c.change_type = 'return_receive'
         AND c.status = 'confirmed' AND c.return_id IS NOT NULL AND c.deleted_at IS NULL
       JOIN order_change_action a ON a.order_change_id = c.id AND a.deleted_at IS NULL
         AND a.action IN ('RECEIVE_RETURN_ITEM', 'RECEIVE_DAMAGED_RETURN_ITEM') AND a.details->>'reference_id' = l.item_id
       GROUP BY c.id, c.return_id, c.created_at, theirs, l.line_ref)
     SELECT id, return_id AS "returnId", bool_or(theirs) AS "isTheirs",
       json_agg(json_build_object('lineRef', line_ref, 'quantity', quantity, 'damaged', damaged) ORDER BY line_ref) AS lines
     FROM arrived GROUP BY id, return_id, created_at ORDER BY created_at, id`,
    { orderIds: [...orderIds] }
  )
}
