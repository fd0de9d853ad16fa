import type { LocationRow } from "../rows"
import type { Run } from "../run"

/** The locations that serve channels, with what the merchant says of them. */
export function locationsOfChannels(run: Run, channelIds: readonly string[] | null): Promise<LocationRow[]> {
  return run(
    `SELECT l.id, l.name, a.id IS NOT NULL AS "hasAddress", a.address_1 AS line1, a.address_2 AS line2, a.city,
       a.postal_code AS "postalCode", a.province, upper(a.country_code) AS "countryCode",
       described.kind, described.latitude, described.longitude, described.time_zone AS "timeZone",
       described.opening_hours AS "openingHours",
       ARRAY(SELECT served.sales_channel_id FROM sales_channel_stock_location served
         WHERE served.stock_location_id = l.id AND served.deleted_at IS NULL
           AND (CAST(:channelIds AS text[]) IS NULL OR served.sales_channel_id = ANY(:channelIds))
         ORDER BY served.sales_channel_id LIMIT 200) AS "salesChannelIds"
     FROM stock_location l
     LEFT JOIN stock_location_address a ON a.id = l.address_id AND a.deleted_at IS NULL
     LEFT JOIN anyshelf_location_profile described ON described.stock_location_id = l.id AND described.deleted_at IS NULL
     WHERE l.deleted_at IS NULL AND (CAST(:channelIds AS text[]) IS NULL OR EXISTS (
       SELECT 1 FROM sales_channel_stock_location served
       WHERE served.stock_location_id = l.id AND served.deleted_at IS NULL AND served.sales_channel_id = ANY(:channelIds)))
     ORDER BY l.id LIMIT 1000`,
    { channelIds }
  )
}
