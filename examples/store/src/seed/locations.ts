import { createStockLocationsWorkflow, linkSalesChannelsToStockLocationWorkflow } from "@medusajs/medusa/core-flows"
import type { MedusaContainer } from "@medusajs/framework/types"
import { setLocationProfile } from "@anyshelf/plugin/workflows"
import { findOrCreate } from "./find-or-create"
import { places, type Place } from "./places"

/** A place of this store as Medusa knows it. */
export interface SeededPlace extends Place {
  readonly id: string
}

/** The warehouse and the shops, with what a shopper wants to know of them; each serves every channel. */
export async function seedLocations(container: MedusaContainer, channelIds: readonly string[]): Promise<SeededPlace[]> {
  const seeded: SeededPlace[] = []
  for (const place of places) {
    const id = await seedLocation(container, place)
    await linkSalesChannelsToStockLocationWorkflow(container).run({ input: { id, add: [...channelIds] } })
    const { kind, latitude, longitude, timeZone, openingHours } = place
    const profile = { locationId: id, kind, latitude, longitude, timeZone, openingHours }
    await setLocationProfile(container).run({ input: profile })
    seeded.push({ ...place, id })
  }
  return seeded
}

async function seedLocation(container: MedusaContainer, { name, address }: Place): Promise<string> {
  const create = async () =>
    (await createStockLocationsWorkflow(container).run({ input: { locations: [{ name, address }] } })).result[0]
  return (await findOrCreate(container, "stock_location", { name }, create)).id
}
