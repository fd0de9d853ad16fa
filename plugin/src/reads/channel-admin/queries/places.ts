import type { Run } from "../../run"

/** Our locations that serve a sales channel, given by its id or name; by name. */
export function locationsOfChannel(run: Run, salesChannel: string): Promise<{ id: string; name: string }[]> {
  return run(
    `SELECT DISTINCT l.id, l.name FROM sales_channel s
     JOIN sales_channel_stock_location k ON k.sales_channel_id = s.id AND k.deleted_at IS NULL
     JOIN stock_location l ON l.id = k.stock_location_id AND l.deleted_at IS NULL
     WHERE s.deleted_at IS NULL AND (s.id = :channel OR lower(trim(s.name)) = lower(trim(:channel)))
     ORDER BY l.name, l.id LIMIT 1000`,
    { channel: salesChannel }
  )
}
