import assert from "node:assert/strict"
import type { MedusaClient } from "../../examples/store/journeys/support/medusa"

interface StoreProducts {
  readonly products: readonly {
    readonly variants: readonly {
      readonly id: string
      readonly calculated_price: object
      readonly inventory_quantity: number
    }[]
  }[]
}

interface Levels {
  readonly variants: readonly {
    readonly inventory_items: readonly {
      readonly inventory: { readonly location_levels: readonly { readonly available_quantity: number }[] }
    }[]
  }[]
}

const productFields =
  "id,handle,title,description,thumbnail,*variants,*variants.options,*variants.calculated_price,+variants.inventory_quantity"
const levelFields =
  "id,sku,inventory_items.required_quantity,inventory_items.inventory.id,inventory_items.inventory.sku,*inventory_items.inventory.location_levels"

let regionId: Promise<string> | undefined

/** The fewest calls by which Medusa's REST API gives the same data: the store's products, then the levels of their variants. */
export async function restShelf(medusa: MedusaClient): Promise<void> {
  regionId ??= euroRegion(medusa)
  const { products } = await medusa.store<StoreProducts>(
    `/products?limit=20&order=-created_at&region_id=${await regionId}&fields=${encodeURIComponent(productFields)}`
  )
  assert.equal(products.length, 20)
  const ids = products.flatMap(({ variants }) => variants.map(({ id }) => id))
  const query = ids.map((id) => `id[]=${id}`).join("&")
  const { variants } = await medusa.admin<Levels>(
    `/product-variants?limit=${ids.length}&fields=${encodeURIComponent(levelFields)}&${query}`
  )
  assert.equal(variants.length, ids.length)
  for (const { inventory_items: items } of variants) assert.equal(items[0]?.inventory.location_levels.length, 6)
}

async function euroRegion(medusa: MedusaClient): Promise<string> {
  const { regions } = await medusa.store<{ regions: { id: string; currency_code: string }[] }>("/regions")
  const region = regions.find(({ currency_code }) => currency_code === "eur")
  assert.ok(region, "The store has no region in EUR.")
  return region.id
}
