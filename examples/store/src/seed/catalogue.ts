import { statSync } from "node:fs"
import { linkProductsToSalesChannelWorkflow } from "@medusajs/medusa/core-flows"
import type { MedusaContainer } from "@medusajs/framework/types"
import { catalogueSink, describeReport, findImportPlace, importProducts, shopSink } from "@anyshelf/plugin/catalog"
import { setting } from "../settings"
import { find } from "./find-or-create"
import { seedDollars } from "./prices"
import { productFiles } from "./product-files"
import type { Market } from "./store"

/** A product of our own catalogue with several variants in stock. */
export const firstHandle = "fisherman-jumper"

/**
 * Loads the product files into Medusa and into the Shopify shop, by the importer that `npx anyshelf import products` runs.
 *
 * @returns how many units of each SKU the files count
 */
export async function seedCatalogue(container: MedusaContainer, market: Market): Promise<ReadonlyMap<string, number>> {
  const units = new Map<string, number>()
  const place = await findImportPlace(container, { salesChannel: market.webShopId, currency: "eur" })
  const shop = setting("SHOPIFY_URL")
  for (const file of productFiles()) {
    console.log(`${file} (${statSync(file).size} bytes)`)
    const stored = await importProducts({
      file,
      sink: catalogueSink(container, place),
      onStored: ({ variants }) =>
        variants.forEach(({ sku, inventoryQuantity }) => units.set(sku, inventoryQuantity ?? 0)),
    })
    console.log(`Medusa: ${describeReport(stored)}`)
    console.log(`Shopify: ${describeReport(await importProducts({ file, sink: shopSink(shop) }))}`)
  }
  await sellOnShopify(container, market.shopifyChannelId)
  await seedDollars(container)
  return units
}

/** What the web shop sells, the Shopify shop sells as well. */
async function sellOnShopify(container: MedusaContainer, channelId: string): Promise<void> {
  const products = await find(container, "product", {})
  const add = products.map(({ id }) => id)
  await linkProductsToSalesChannelWorkflow(container).run({ input: { id: channelId, add } })
}
