import type { Database } from "./database"
import { placeName, salesChannelName } from "./plan"

/** Ids of what is seeded, for whoever sells it. */
export const locationId = "sloc_bench"
export const itemIdOf = (index: number) => `iitem_bench_${index}`
export const skuOf = (index: number) => `BENCH-${index}`

/** So many variants of one product are read at a time, and as many are usual in a shop. */
const variantsOfProduct = 10

/**
 * Fills Medusa's catalogue by SQL: through its workflows, a hundred thousand variants would take longer than what is measured. Each
 * variant has one inventory item with so many units at the one place.
 */
export async function seedCatalogue(database: Database, variants: number, units: number): Promise<void> {
  await database.query(`insert into sales_channel (id, name) values ('sc_bench', $1)`, [salesChannelName])
  await database.query(`insert into stock_location (id, name) values ($1, $2)`, [locationId, placeName])
  await database.query(
    `insert into sales_channel_stock_location (id, sales_channel_id, stock_location_id) values ('scloc_bench', 'sc_bench', $1)`,
    [locationId]
  )
  const products = Math.ceil(variants / variantsOfProduct)
  await database.query(
    `insert into product (id, title, handle, status)
     select 'prod_bench_' || n, 'Article ' || n, 'article-' || n, 'published' from generate_series(0, $1::int - 1) n`,
    [products]
  )
  await database.query(
    `insert into product_variant (id, title, sku, product_id, manage_inventory)
     select 'variant_bench_' || n, 'Size ' || n % $2::int, 'BENCH-' || n, 'prod_bench_' || n / $2::int, true
     from generate_series(0, $1::int - 1) n`,
    [variants, variantsOfProduct]
  )
  await database.query(
    `insert into inventory_item (id, sku) select 'iitem_bench_' || n, 'BENCH-' || n from generate_series(0, $1::int - 1) n`,
    [variants]
  )
  await database.query(
    `insert into product_variant_inventory_item (id, variant_id, inventory_item_id, required_quantity)
     select 'pvitem_bench_' || n, 'variant_bench_' || n, 'iitem_bench_' || n, 1 from generate_series(0, $1::int - 1) n`,
    [variants]
  )
  await seedLevels(database, variants, units)
  // A shop has had its stock for long: what the engine was to be told of its coming has been told.
  await database.query("delete from anyshelf_stock_change")
  await database.query("analyze")
}

const seedLevels = (database: Database, variants: number, units: number) =>
  database.query(
    `insert into inventory_level (id, inventory_item_id, location_id, stocked_quantity, raw_stocked_quantity,
       raw_reserved_quantity, raw_incoming_quantity)
     select 'ilev_bench_' || n, 'iitem_bench_' || n, $2, $3::numeric, jsonb_build_object('value', $3::numeric::text, 'precision', 20),
       '{"value": "0", "precision": 20}', '{"value": "0", "precision": 20}'
     from generate_series(0, $1::int - 1) n`,
    [variants, locationId, units]
  )

/** The same articles as a shop's own products, one line of JSON each, each with so many units there. */
export function* productLines(variants: number, units: number): Generator<string> {
  for (let first = 0; first < variants; first += variantsOfProduct) {
    const count = Math.min(variantsOfProduct, variants - first)
    yield `${JSON.stringify(productOf(first, count, units))}\n`
  }
}

const productOf = (first: number, count: number, units: number) => ({
  handle: `article-${first / variantsOfProduct}`,
  title: `Article ${first / variantsOfProduct}`,
  options: ["Size"],
  variants: Array.from({ length: count }, (_none, at) => ({
    sku: skuOf(first + at),
    price: "19.90",
    optionValues: [String(at)],
    inventoryQuantities: { [placeName]: units },
  })),
})
