import type { ToySale } from "@anyshelf/connector-kit/toy"
import type { OrderDTO } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import {
  createOrderFulfillmentWorkflow,
  createOrderShipmentWorkflow,
  createShippingOptionsWorkflow,
  createShippingProfilesWorkflow,
  markOrderFulfillmentAsDeliveredWorkflow,
  updateProductsWorkflow,
} from "@medusajs/medusa/core-flows"
import type { Channel } from "../../../src/channels/channel"
import { handleOrder } from "../../../src/channels/handle-order"
import type { Shop } from "../../support/shop"
import type { Connected } from "./toy-shop"

/** Lets the staff of a shop fulfil: a profile for all products, and a way to send from the first place. Gives the way's id. */
export async function openShipping(shop: Shop): Promise<string> {
  const { container } = shop
  const { result: profiles } = await createShippingProfilesWorkflow(container).run({
    input: { data: [{ name: "Parcels", type: "default" }] },
  })
  const shipping_profile_id = profiles[0]!.id
  const products = await container.resolve(Modules.PRODUCT).listProducts({}, { select: ["id"] })
  await updateProductsWorkflow(container).run({
    input: { products: products.map(({ id }) => ({ id, shipping_profile_id })) },
  })
  const set = await container.resolve(Modules.FULFILLMENT).createFulfillmentSets({
    name: "Parcels",
    type: "shipping",
    service_zones: [{ name: "Denmark", geo_zones: [{ country_code: "dk", type: "country" }] }],
  })
  const link = container.resolve(ContainerRegistrationKeys.LINK)
  const place = { [Modules.STOCK_LOCATION]: { stock_location_id: shop.locationIds[0]! } }
  await link.create([
    { ...place, [Modules.FULFILLMENT]: { fulfillment_provider_id: "manual_manual" } },
    { ...place, [Modules.FULFILLMENT]: { fulfillment_set_id: set.id } },
  ])
  const { result: options } = await createShippingOptionsWorkflow(container).run({
    input: [
      {
        name: "Parcel",
        price_type: "flat",
        provider_id: "manual_manual",
        service_zone_id: set.service_zones[0]!.id,
        shipping_profile_id,
        type: { label: "Parcel", description: "Parcel", code: "parcel" },
        prices: [{ currency_code: "eur", amount: 5 }],
        rules: [],
      },
    ],
  })
  return options[0]!.id
}

/** A customer buys in the toy shop, and the order becomes ours. */
export async function buy(
  { toyShop }: Connected,
  channel: Channel,
  sale: ToySale
): Promise<{ ref: string; order: OrderDTO }> {
  const { ref } = toyShop.place(sale).order
  await copy(channel, ref)
  const record = await channel.channels.readOrderRecord({ connectionId: channel.id, externalId: ref })
  return { ref, order: { id: record!.orderId! } as OrderDTO }
}

/** Our copy of an order follows the channel's. */
export async function copy(channel: Channel, ref: string): Promise<void> {
  const order = await channel.session.get("orders", ref)
  await handleOrder(channel, order!)
}

/** What the shop's staff do with an order, through Medusa's own workflows. */
export function staffOf(shop: Shop, shippingOptionId: string) {
  const { container } = shop
  const items = async (orderId: string) => {
    const order = await container.resolve(Modules.ORDER).retrieveOrder(orderId, { relations: ["items"] })
    return order.items!.map(({ id, quantity }) => ({ id, quantity: Number(quantity) }))
  }
  return {
    items,
    pack: async (orderId: string, some?: { id: string; quantity: number }[], place = 0): Promise<string> => {
      const { result } = await createOrderFulfillmentWorkflow(container).run({
        input: {
          order_id: orderId,
          items: some ?? (await items(orderId)),
          location_id: shop.locationIds[place]!,
          shipping_option_id: shippingOptionId,
        },
      })
      return result.id
    },
    ship: async (orderId: string, fulfilmentId: string, numbers: readonly string[]): Promise<void> => {
      await createOrderShipmentWorkflow(container).run({
        input: {
          order_id: orderId,
          fulfillment_id: fulfilmentId,
          items: await items(orderId),
          labels: numbers.map((number) => ({
            tracking_number: number,
            tracking_url: `https://parcels.example/${number}`,
            label_url: "#",
          })),
        },
      })
    },
    deliver: (orderId: string, fulfillmentId: string) =>
      markOrderFulfillmentAsDeliveredWorkflow(container).run({ input: { orderId, fulfillmentId } }),
  }
}
