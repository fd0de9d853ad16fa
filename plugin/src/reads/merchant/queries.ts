import type { VariantRow } from "../rows"
import type { Run } from "../run"

/** A variant with the product it belongs to, for the merchant: published or not, carried or not. */
export interface MerchantVariantRow extends VariantRow {
  readonly productTitle: string
  readonly thumbnail: string | null
}

const merchantColumns = `v.id, v.product_id AS "productId", v.title, v.sku, v.barcode,
  v.manage_inventory AS managed, v.allow_backorder AS backorder, p.title AS "productTitle", coalesce(v.thumbnail, p.thumbnail) AS thumbnail`

const merchantMatch = `v.deleted_at IS NULL AND p.deleted_at IS NULL AND (CAST(:pattern AS text) IS NULL
  OR v.sku ILIKE :pattern OR v.barcode ILIKE :pattern OR v.title ILIKE :pattern OR p.title ILIKE :pattern)`

/** A page of all variants whose SKU, barcode or title matches an `ILIKE` pattern, by product and place in it. */
export function searchVariants(
  run: Run,
  page: { readonly pattern: string | null; readonly limit: number; readonly offset: number }
): Promise<MerchantVariantRow[]> {
  return run(
    `SELECT ${merchantColumns} FROM product_variant v JOIN product p ON p.id = v.product_id WHERE ${merchantMatch}
     ORDER BY p.title, p.id, v.variant_rank NULLS LAST, v.id LIMIT :limit OFFSET :offset`,
    page
  )
}

/** How many variants match. */
export async function countVariants(run: Run, pattern: string | null): Promise<number> {
  const [row] = await run<{ count: number }>(
    `SELECT count(*)::int AS count FROM product_variant v JOIN product p ON p.id = v.product_id WHERE ${merchantMatch}`,
    { pattern }
  )
  return row?.count ?? 0
}

/** One variant, for the merchant; undefined when there is none. */
export async function findMerchantVariant(run: Run, id: string): Promise<MerchantVariantRow | undefined> {
  const [row] = await run<MerchantVariantRow>(
    `SELECT ${merchantColumns} FROM product_variant v JOIN product p ON p.id = v.product_id
     WHERE v.id = :id AND v.deleted_at IS NULL AND p.deleted_at IS NULL`,
    { id }
  )
  return row
}
