import { createShippingOptionsWorkflow, createShippingProfilesWorkflow } from "@medusajs/medusa/core-flows"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import type { MedusaContainer } from "@medusajs/framework/types"
import { find, findOrCreate } from "./find-or-create"
import type { Market } from "./store"

const setName = "Parcels"
const europe = ["at", "be", "de", "dk", "es", "fi", "fr", "ie", "it", "nl", "pt", "se"]
const zones = [
  { name: "Europe", countries: europe, option: "Parcel within Europe" },
  { name: "United States", countries: ["us"], option: "Parcel to the United States" },
]

/** One way to send parcels from the warehouse, so that a cart can be completed. */
export async function seedShipping(container: MedusaContainer, warehouseId: string, market: Market): Promise<void> {
  const profile = await findOrCreate(container, "shipping_profile", { type: "default" }, async () => {
    const data = [{ name: "Default", type: "default" }]
    return (await createShippingProfilesWorkflow(container).run({ input: { data } })).result[0]
  })
  await seedZones(container, warehouseId)
  const prices = [
    { region_id: market.europeId, amount: 6.5 },
    { region_id: market.unitedStatesId, amount: 12 },
  ]
  for (const { name, option } of zones)
    await seedOption(container, { zone: name, option, profileId: profile.id, prices })
}

/** The fulfilment set of the warehouse, with a zone for each part of the world that is sent to. */
async function seedZones(container: MedusaContainer, warehouseId: string): Promise<void> {
  const fulfillment = container.resolve(Modules.FULFILLMENT)
  const link = container.resolve(ContainerRegistrationKeys.LINK)
  const service_zones = zones.map(({ name, countries }) => ({
    name,
    geo_zones: countries.map((country_code) => ({ type: "country" as const, country_code })),
  }))
  const set = await findOrCreate(container, "fulfillment_set", { name: setName }, () =>
    fulfillment.createFulfillmentSets({ name: setName, type: "shipping", service_zones })
  )
  const at = { [Modules.STOCK_LOCATION]: { stock_location_id: warehouseId } }
  await link.create([
    { ...at, [Modules.FULFILLMENT]: { fulfillment_provider_id: "manual_manual" } },
    { ...at, [Modules.FULFILLMENT]: { fulfillment_set_id: set.id } },
  ])
}

interface OptionSeed {
  readonly zone: string
  readonly option: string
  readonly profileId: string
  readonly prices: { region_id: string; amount: number }[]
}

async function seedOption(container: MedusaContainer, { zone, option, profileId, prices }: OptionSeed): Promise<void> {
  const [serviceZone] = await find(container, "service_zone", { name: zone })
  if (!serviceZone) throw new Error(`The seed made no service zone "${zone}": look for an error above.`)
  await findOrCreate(container, "shipping_option", { name: option }, async () => {
    const input = {
      name: option,
      price_type: "flat" as const,
      provider_id: "manual_manual",
      service_zone_id: serviceZone.id,
      shipping_profile_id: profileId,
      type: { label: "Standard", description: "Three to five days.", code: "standard" },
      prices,
      rules: [
        { attribute: "enabled_in_store", value: "true", operator: "eq" as const },
        { attribute: "is_return", value: "false", operator: "eq" as const },
      ],
    }
    return (await createShippingOptionsWorkflow(container).run({ input: [input] })).result[0]
  })
}
