import type { OptionRow, ProductRow, SelectedOptionRow, StockItemRow, VariantRow } from "../rows"
import type { Run } from "../run"

/**
 * Reads of Medusa's own tables, one statement each. Query would fetch the ids of a channel's whole catalogue before the first
 * page, has no bound on variants, and maps each row through an ORM; a shop's front page is read too often for that.
 * `channelIds: null` means whatever the channel.
 */

/** The most variants of one product that are read. */
export const variantsMax = 100

const productColumns = `p.id, p.handle, p.title, p.description, p.thumbnail, p.updated_at AS "updatedAt", (extract(epoch FROM p.created_at) * 1000000)::bigint::text AS "createdAt"`

const variantColumns = `v.id, v.product_id AS "productId", v.title, v.sku, v.barcode,
  v.manage_inventory AS managed, v.allow_backorder AS backorder`

/** A product is visible when it is published and one of the channels carries it. */
const visible = `p.deleted_at IS NULL AND p.status = 'published'
  AND (CAST(:channelIds AS text[]) IS NULL OR EXISTS (
    SELECT 1 FROM product_sales_channel carried
    WHERE carried.product_id = p.id AND carried.deleted_at IS NULL AND carried.sales_channel_id = ANY(:channelIds)))`

const matching = `(CAST(:ids AS text[]) IS NULL OR p.id = ANY(:ids))
  AND (CAST(:handles AS text[]) IS NULL OR p.handle = ANY(:handles))
  AND (CAST(:pattern AS text) IS NULL OR p.title ILIKE :pattern OR p.description ILIKE :pattern OR EXISTS (
    SELECT 1 FROM product_variant found
    WHERE found.product_id = p.id AND found.deleted_at IS NULL AND (found.sku ILIKE :pattern OR found.barcode ILIKE :pattern)))`

/** Which products are meant; null leaves a condition out. */
export interface ProductFilter {
  readonly channelIds: readonly string[] | null
  readonly ids: readonly string[] | null
  readonly handles: readonly string[] | null
  /** An `ILIKE` pattern. */
  readonly pattern: string | null
}

/** A page of products, newest first, behind a place in that order. */
export function productPage(
  run: Run,
  page: ProductFilter & {
    readonly after: { readonly createdAt: string; readonly id: string } | null
    readonly limit: number
  }
): Promise<ProductRow[]> {
  const { after, ...rest } = page
  return run(
    `SELECT ${productColumns} FROM product p
     WHERE ${visible} AND ${matching}
       AND (CAST(:afterId AS text) IS NULL OR (p.created_at, p.id) < (timestamptz 'epoch' + CAST(:afterTime AS bigint) * interval '1 microsecond', :afterId))
     ORDER BY p.created_at DESC, p.id DESC LIMIT :limit`,
    { ...rest, afterTime: after?.createdAt ?? null, afterId: after?.id ?? null }
  )
}

/** How many products match. */
export async function countProducts(run: Run, filter: ProductFilter): Promise<number> {
  const [row] = await run<{ count: number }>(
    `SELECT count(*)::int AS count FROM product p WHERE ${visible} AND ${matching}`,
    { ...filter }
  )
  return row?.count ?? 0
}

/** Visible products by id or by handle. */
export function findProducts(
  run: Run,
  by: "id" | "handle",
  keys: readonly string[],
  channelIds: readonly string[] | null
): Promise<ProductRow[]> {
  return run(`SELECT ${productColumns} FROM product p WHERE p.${by} = ANY(:keys) AND ${visible}`, { keys, channelIds })
}

/** Variants of visible products by id or by SKU. */
export function findVariants(
  run: Run,
  by: "id" | "sku",
  keys: readonly string[],
  channelIds: readonly string[] | null
): Promise<VariantRow[]> {
  return run(
    `SELECT ${variantColumns} FROM product_variant v JOIN product p ON p.id = v.product_id
     WHERE v.${by} = ANY(:keys) AND v.deleted_at IS NULL AND ${visible}`,
    { keys, channelIds }
  )
}

/** The variants of products, in the shop's order, at most `variantsMax` of each. */
export function variantsOfProducts(run: Run, productIds: readonly string[]): Promise<VariantRow[]> {
  return run(
    `SELECT id, "productId", title, sku, barcode, managed, backorder FROM (
       SELECT ${variantColumns},
         row_number() OVER (PARTITION BY v.product_id ORDER BY v.variant_rank NULLS LAST, v.created_at, v.id) AS place
       FROM product_variant v WHERE v.product_id = ANY(:productIds) AND v.deleted_at IS NULL) ranked
     WHERE place <= :variantsMax ORDER BY "productId", place`,
    { productIds, variantsMax }
  )
}

/**
 * What can be chosen about products, with the values in the order to show them: by their rank where the merchant ranked them,
 * else as the variants that have them are ranked.
 */
export function optionsOfProducts(run: Run, productIds: readonly string[]): Promise<OptionRow[]> {
  return run(
    `WITH used AS (
       SELECT v.product_id, made.option_value_id, min(v.variant_rank) AS place
       FROM product_variant v JOIN product_variant_option made ON made.variant_id = v.id
       WHERE v.product_id = ANY(:productIds) AND v.deleted_at IS NULL GROUP BY v.product_id, made.option_value_id)
     SELECT chosen.product_id AS "productId", o.title AS name,
       coalesce(array_agg(val.value ORDER BY val.rank NULLS LAST, used.place NULLS LAST, val.created_at, val.value)
         FILTER (WHERE val.id IS NOT NULL), '{}') AS values
     FROM product_product_option chosen
     JOIN product_option o ON o.id = chosen.product_option_id AND o.deleted_at IS NULL
     LEFT JOIN product_product_option_value link
       ON link.product_product_option_id = chosen.id AND link.deleted_at IS NULL
     LEFT JOIN product_option_value val ON val.id = link.product_option_value_id AND val.deleted_at IS NULL
     LEFT JOIN used ON used.product_id = chosen.product_id AND used.option_value_id = val.id
     WHERE chosen.product_id = ANY(:productIds) AND chosen.deleted_at IS NULL
     GROUP BY chosen.id, chosen.product_id, chosen.created_at, o.title ORDER BY chosen.created_at, o.title`,
    { productIds }
  )
}

/** The choices made on variants, in the order in which the product shows them. */
export function selectedOptionsOfVariants(run: Run, variantIds: readonly string[]): Promise<SelectedOptionRow[]> {
  return run(
    `SELECT v.id AS "variantId", o.title AS name, val.value
     FROM product_variant_option made
     JOIN product_variant v ON v.id = made.variant_id
     JOIN product_option_value val ON val.id = made.option_value_id AND val.deleted_at IS NULL
     JOIN product_option o ON o.id = val.option_id AND o.deleted_at IS NULL
     LEFT JOIN product_product_option chosen
       ON chosen.product_id = v.product_id AND chosen.product_option_id = o.id AND chosen.deleted_at IS NULL
     WHERE made.variant_id = ANY(:variantIds) ORDER BY chosen.created_at, o.title`,
    { variantIds }
  )
}

/** What variants are made of. */
export function stockItemsOfVariants(run: Run, variantIds: readonly string[]): Promise<StockItemRow[]> {
  return run(
    `SELECT part.variant_id AS "variantId", part.inventory_item_id AS "inventoryItemId", item.sku,
       part.required_quantity::float8 AS "requiredQuantity"
     FROM product_variant_inventory_item part LEFT JOIN inventory_item item ON item.id = part.inventory_item_id
     WHERE part.variant_id = ANY(:variantIds) AND part.deleted_at IS NULL ORDER BY part.id`,
    { variantIds }
  )
}

/** The price set of each variant that has one. */
export function priceSetsOfVariants(
  run: Run,
  variantIds: readonly string[]
): Promise<{ variantId: string; priceSetId: string }[]> {
  return run(
    `SELECT variant_id AS "variantId", price_set_id AS "priceSetId"
     FROM product_variant_price_set WHERE variant_id = ANY(:variantIds) AND deleted_at IS NULL`,
    { variantIds }
  )
}
