import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import {
  createInventoryLevelsWorkflow,
  createProductsWorkflow,
  createPromotionsWorkflow,
  createShippingOptionsWorkflow,
  createShippingProfilesWorkflow,
  createTaxRegionsWorkflow,
  updateRegionsWorkflow,
} from "@medusajs/medusa/core-flows"
import { createShop, type Shop } from "../../support/shop"

/** The test payment provider, as Medusa calls it. */
export const paymentProvider = "pp_test_bank"

/** A shop that can be bought from: shipping from its first place, and a bank. */
export interface OpenShop extends Shop {
  readonly placeId: string
  readonly profileId: string
  readonly shippingOptionId: string
}

export async function openShop(container: MedusaContainer): Promise<OpenShop> {
  const shop = await createShop(container)
  await updateRegionsWorkflow(container).run({
    input: {
      selector: { id: shop.regionId },
      update: { payment_providers: [paymentProvider, "pp_system_default"] },
    },
  })
  await createTaxRegionsWorkflow(container).run({ input: [{ country_code: "dk", provider_id: "tp_system" }] })
  const { result: profiles } = await createShippingProfilesWorkflow(container).run({
    input: { data: [{ name: "Parcels", type: "default" }] },
  })
  const profileId = profiles[0]!.id
  const placeId = shop.locationIds[0]!
  return { ...shop, placeId, profileId, shippingOptionId: await openShipping(container, { placeId, profileId }) }
}

async function openShipping(
  container: MedusaContainer,
  { placeId, profileId }: { placeId: string; profileId: string }
) {
  const fulfillment = container.resolve(Modules.FULFILLMENT)
  const set = await fulfillment.createFulfillmentSets({
    name: "Parcels",
    type: "shipping",
    service_zones: [{ name: "Denmark", geo_zones: [{ country_code: "dk", type: "country" }] }],
  })
  const link = container.resolve(ContainerRegistrationKeys.LINK)
  const place = { [Modules.STOCK_LOCATION]: { stock_location_id: placeId } }
  await link.create({ ...place, [Modules.FULFILLMENT]: { fulfillment_provider_id: "manual_manual" } })
  await link.create({ ...place, [Modules.FULFILLMENT]: { fulfillment_set_id: set.id } })
  const { result: options } = await createShippingOptionsWorkflow(container).run({
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
  return options[0]!.id
}

/** An article on sale. */
export interface Article {
  readonly sku: string
  readonly variantId: string
  readonly itemId: string
}

/** Puts an article on sale at 10 euro, with so many units at the shop's first place. */
export async function sell(shop: OpenShop, sku: string, units: number): Promise<Article> {
  const { result: products } = await createProductsWorkflow(shop.container).run({
    input: {
      products: [
        {
          title: sku,
          handle: sku.toLowerCase(),
          status: "published",
          shipping_profile_id: shop.profileId,
          sales_channels: [{ id: shop.channelId }],
          options: [{ title: "Size", values: ["One"], is_exclusive: true }],
          variants: [{ title: "One", sku, options: { Size: "One" }, prices: [{ amount: 10, currency_code: "eur" }] }],
        },
      ],
    },
  })
  const [item] = await shop.container.resolve(Modules.INVENTORY).listInventoryItems({ sku })
  await createInventoryLevelsWorkflow(shop.container).run({
    input: {
      inventory_levels: [{ inventory_item_id: item!.id, location_id: shop.placeId, stocked_quantity: units }],
    },
  })
  return { sku, variantId: products[0]!.variants[0]!.id, itemId: item!.id }
}

/** Puts more units on the shelf. */
export async function restock(shop: OpenShop, { itemId }: Article, units: number): Promise<void> {
  await shop.container.resolve(Modules.INVENTORY).adjustInventory(itemId, shop.placeId, units)
}

/** A tenth off, for as many orders as it is used in. */
export async function promote(shop: OpenShop, code: string): Promise<void> {
  await createPromotionsWorkflow(shop.container).run({
    input: {
      promotionsData: [
        {
          code,
          type: "standard",
          status: "active",
          limit: 100,
          application_method: {
            type: "percentage",
            target_type: "items",
            allocation: "across",
            value: 10,
            currency_code: "eur",
          },
        },
      ],
    },
  })
}
