import type { ExecArgs } from "@medusajs/framework/types"
import { adminEmail, seedAdmin, seedPublishableKey, seedSecretKey } from "../seed/access"
import { firstHandle, seedCatalogue } from "../seed/catalogue"
import { readKeys, writeKeys } from "../seed/keys"
import { seedLocations } from "../seed/locations"
import { seedShipping } from "../seed/shipping"
import { seedShopPlaces } from "../seed/shop"
import { seedStock } from "../seed/stock"
import { seedMarket } from "../seed/store"
import { setting } from "../settings"

/**
 * Fills the store and the stand-in's Shopify shop. Each part finds what is there and makes what is missing, so that a repeated
 * seed changes nothing and one that was cut short is finished by the next.
 */
export default async function seed({ container }: ExecArgs): Promise<void> {
  const market = await seedMarket(container)
  const channelIds = [market.webShopId, market.shopifyChannelId]
  const places = await seedLocations(container, channelIds)
  const locationIds = places.map(({ id }) => id)
  const warehouse = places.find(({ kind }) => kind === "WAREHOUSE")
  if (!warehouse) throw new Error("There is no warehouse among the places of src/seed/places.ts.")
  await seedShipping(container, warehouse.id, market)
  await seedShopPlaces()
  const units = await seedCatalogue(container, market)
  await seedStock(container, units, locationIds)
  await seedKeys(container, market.webShopId)
}

async function seedKeys(container: ExecArgs["container"], webShopId: string): Promise<void> {
  const file = setting("ANYSHELF_KEYS_FILE")
  const publishable = await seedPublishableKey(container, webShopId)
  const adminId = await seedAdmin(container)
  const secret = await seedSecretKey(container, adminId, readKeys(file))
  writeKeys(file, { publishable, ...secret, adminEmail, handle: firstHandle })
}
