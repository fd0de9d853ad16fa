import type { Run } from "../run"

/** The enabled channels that a publishable key opens; null when there is no such key, or it was revoked. */
export async function channelsOfKey(run: Run, token: string): Promise<string[] | null> {
  const [row] = await run<{ channelIds: string[] }>(
    `SELECT coalesce(array_agg(c.id ORDER BY c.id) FILTER (WHERE c.id IS NOT NULL), '{}') AS "channelIds"
     FROM api_key k
     LEFT JOIN publishable_api_key_sales_channel link ON link.publishable_key_id = k.id AND link.deleted_at IS NULL
     LEFT JOIN sales_channel c ON c.id = link.sales_channel_id AND c.deleted_at IS NULL AND NOT c.is_disabled
     WHERE k.token = :token AND k.type = 'publishable' AND k.deleted_at IS NULL
       AND (k.revoked_at IS NULL OR k.revoked_at > now())
     GROUP BY k.id`,
    { token }
  )
  return row?.channelIds ?? null
}

/** What holds where nothing else is said. */
export interface StoreDefaults {
  readonly salesChannelId: string | null
  readonly regionId: string | null
  readonly currencyCode: string | null
}

/** The store's default sales channel, region and currency. */
export async function storeDefaults(run: Run): Promise<StoreDefaults> {
  const [row] = await run<StoreDefaults>(
    `SELECT s.default_sales_channel_id AS "salesChannelId", s.default_region_id AS "regionId",
       (SELECT currency_code FROM store_currency c
        WHERE c.store_id = s.id AND c.deleted_at IS NULL AND c.is_default LIMIT 1) AS "currencyCode"
     FROM store s WHERE s.deleted_at IS NULL ORDER BY s.created_at LIMIT 1`,
    {}
  )
  return row ?? { salesChannelId: null, regionId: null, currencyCode: null }
}

/** The currency of a region; null when there is no such region. */
export async function currencyOfRegion(run: Run, regionId: string): Promise<string | null> {
  const [row] = await run<{ currencyCode: string }>(
    `SELECT currency_code AS "currencyCode" FROM region WHERE id = :regionId AND deleted_at IS NULL`,
    { regionId }
  )
  return row?.currencyCode ?? null
}

/** The groups that a customer is in: some prices are for them alone. */
export async function groupsOfCustomer(run: Run, customerId: string): Promise<string[]> {
  const rows = await run<{ id: string }>(
    `SELECT customer_group_id AS id FROM customer_group_customer
     WHERE customer_id = :customerId AND deleted_at IS NULL ORDER BY customer_group_id LIMIT 100`,
    { customerId }
  )
  return rows.map((row) => row.id)
}

/** The sales channels that a merchant can choose from, the store's default first. */
export function listChannels(run: Run): Promise<{ id: string; name: string }[]> {
  return run(
    `SELECT c.id, c.name FROM sales_channel c
     WHERE c.deleted_at IS NULL AND NOT c.is_disabled
     ORDER BY c.id = (SELECT default_sales_channel_id FROM store WHERE deleted_at IS NULL ORDER BY created_at LIMIT 1) DESC NULLS LAST,
       c.name, c.id LIMIT 200`,
    {}
  )
}
