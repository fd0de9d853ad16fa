import { randomUUID } from "node:crypto"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import {
  addShippingMethodToCartWorkflow,
  createApiKeysWorkflow,
  createCartWorkflow,
  createInventoryLevelsWorkflow,
  createPaymentCollectionForCartWorkflow,
  createPaymentSessionsWorkflow,
  createProductsWorkflow,
  createRegionsWorkflow,
  createSalesChannelsWorkflow,
  createShippingOptionsWorkflow,
  createShippingProfilesWorkflow,
  createStockLocationsWorkflow,
  linkSalesChannelsToApiKeyWorkflow,
  linkSalesChannelsToStockLocationWorkflow,
} from "@medusajs/medusa/core-flows"

/** The smallest shop that can be bought from. */
export interface BenchShop {
  readonly channelId: string
  readonly regionId: string
  readonly placeId: string
  readonly profileId: string
  readonly shippingOptionId: string
  readonly publishableKey: string
}

export async function openBenchShop(container: MedusaContainer): Promise<BenchShop> {
  const channels = await createSalesChannelsWorkflow(container).run({ input: { salesChannelsData: [{ name: "Web" }] } })
  const channelId = channels.result[0]!.id
  const regions = await createRegionsWorkflow(container).run({
    input: {
      regions: [{ name: "Europe", currency_code: "eur", countries: ["dk"], payment_providers: ["pp_system_default"] }],
    },
  })
  const places = await createStockLocationsWorkflow(container).run({ input: { locations: [{ name: "Depot" }] } })
  const placeId = places.result[0]!.id
  await linkSalesChannelsToStockLocationWorkflow(container).run({ input: { id: placeId, add: [channelId] } })
  const keys = await createApiKeysWorkflow(container).run({
    input: { api_keys: [{ title: "web", type: "publishable", created_by: "bench" }] },
  })
  await linkSalesChannelsToApiKeyWorkflow(container).run({ input: { id: keys.result[0]!.id, add: [channelId] } })
  const profiles = await createShippingProfilesWorkflow(container).run({
    input: { data: [{ name: "Parcels", type: "default" }] },
  })
  const profileId = profiles.result[0]!.id
  const shippingOptionId = await openShipping(container, placeId, profileId)
  const publishableKey = keys.result[0]!.token
  return { channelId, regionId: regions.result[0]!.id, placeId, profileId, shippingOptionId, publishableKey }
}

async function openShipping(container: MedusaContainer, placeId: string, profileId: string): Promise<string> {
  const set = await container.resolve(Modules.FULFILLMENT).createFulfillmentSets({
    name: "Parcels",
    type: "shipping",
    service_zones: [{ name: "Denmark", geo_zones: [{ country_code: "dk", type: "country" }] }],
  })
  const link = container.resolve(ContainerRegistrationKeys.LINK)
  const place = { [Modules.STOCK_LOCATION]: { stock_location_id: placeId } }
  await link.create({ ...place, [Modules.FULFILLMENT]: { fulfillment_provider_id: "manual_manual" } })
  await link.create({ ...place, [Modules.FULFILLMENT]: { fulfillment_set_id: set.id } })
  const { result } = await createShippingOptionsWorkflow(container).run({
    input: [
      {
        name: "Parcel",
        price_type: "flat",
        provider_id: "manual_manual",
        service_zone_id: set.service_zones[0]!.id,
        shipping_profile_id: profileId,
        type: { label: "Parcel", description: "Parcel", code: "parcel" },
        prices: [{ currency_code: "eur", amount: 5 }],
        rules: [],
      },
    ],
  })
  return result[0]!.id
}

/** An article on sale, with so many units. */
export async function sell(container: MedusaContainer, shop: BenchShop, sku: string, units: number) {
  const { result } = await createProductsWorkflow(container).run({
    input: {
      products: [
        {
          title: sku,
          status: "published",
          shipping_profile_id: shop.profileId,
          sales_channels: [{ id: shop.channelId }],
          options: [{ title: "Size", values: ["One"] }],
          variants: [{ title: "One", sku, options: { Size: "One" }, prices: [{ amount: 10, currency_code: "eur" }] }],
        },
      ],
    },
  })
  const [item] = await container.resolve(Modules.INVENTORY).listInventoryItems({ sku })
  await createInventoryLevelsWorkflow(container).run({
    input: { inventory_levels: [{ inventory_item_id: item!.id, location_id: shop.placeId, stocked_quantity: units }] },
  })
  return { variantId: result[0]!.variants[0]!.id, itemId: item!.id }
}

/** A cart one step before "buy". Returns its id. */
export async function fillCart(container: MedusaContainer, shop: BenchShop, variantId: string): Promise<string> {
  const { result: cart } = await createCartWorkflow(container).run({
    input: {
      region_id: shop.regionId,
      sales_channel_id: shop.channelId,
      email: `buyer-${randomUUID()}@example.com`,
      currency_code: "eur",
      shipping_address: {
        first_name: "A",
        last_name: "B",
        address_1: "C 1",
        city: "D",
        country_code: "dk",
        postal_code: "1",
      },
      items: [{ variant_id: variantId, quantity: 1 }],
    },
  })
  await addShippingMethodToCartWorkflow(container).run({
    input: { cart_id: cart.id, options: [{ id: shop.shippingOptionId }] },
  })
  await createPaymentCollectionForCartWorkflow(container).run({ input: { cart_id: cart.id } })
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "cart_payment_collection",
    fields: ["payment_collection_id"],
    filters: { cart_id: cart.id },
  })
  await createPaymentSessionsWorkflow(container).run({
    input: {
      payment_collection_id: data[0]!.payment_collection_id as string,
      provider_id: "pp_system_default",
      data: {},
    },
  })
  return cart.id
}
