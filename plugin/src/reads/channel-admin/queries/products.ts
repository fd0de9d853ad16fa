import type { Run } from "../../run"

/** The titles of products; one that is gone is left out. */
export function titlesOfProducts(run: Run, productIds: readonly string[]): Promise<{ id: string; title: string }[]> {
  return run(`SELECT id, title FROM product WHERE id = ANY(:productIds) AND deleted_at IS NULL`, { productIds })
}

/** The store's own currency, lower case; undefined when it has named none. */
export async function currencyOfStore(run: Run): Promise<string | undefined> {
  const [row] = await run<{ currencyCode: string }>(
    `SELECT lower(currency_code) AS "currencyCode" FROM store_currency
     WHERE is_default AND deleted_at IS NULL ORDER BY created_at, id LIMIT 1`,
    {}
  )
  return row?.currencyCode
}
