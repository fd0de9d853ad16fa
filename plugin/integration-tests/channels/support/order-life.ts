import type { ToySale } from "@anyshelf/connector-kit/toy"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import {
  beginReceiveReturnWorkflow,
  beginReturnOrderWorkflow,
  cancelOrderWorkflow,
  confirmReturnReceiveWorkflow,
  confirmReturnRequestWorkflow,
  createOrderFulfillmentWorkflow,
  createOrderShipmentWorkflow,
  createShippingOptionsWorkflow,
  createShippingProfilesWorkflow,
  dismissItemReturnRequestWorkflow,
  markOrderFulfillmentAsDeliveredWorkflow,
  receiveItemReturnRequestWorkflow,
  requestItemReturnWorkflow,
  updateFulfillmentWorkflow,
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
): Promise<{ ref: string; orderId: string }> {
  const { ref } = toyShop.place(sale).order
  await copy(channel, ref)
  const record = await channel.channels.readOrderRecord({ connectionId: channel.id, externalId: ref })
  return { ref, orderId: record!.orderId! }
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
    /** Wrote the wrong number on a parcel: here are the right ones. */
    relabel: (fulfilmentId: string, numbers: readonly string[]) =>
      updateFulfillmentWorkflow(container).run({
        // The workflow hands labels on to the module; its type does not name them.
        input: {
          id: fulfilmentId,
          labels: numbers.map((number) => ({ tracking_number: number, tracking_url: "", label_url: "" })),
        } as { id: string },
      }),
    /** Expects units back. Gives the return's id. */
    expectBack: async (orderId: string, lines: { id: string; quantity: number }[], place = 0): Promise<string> => {
      const location_id = shop.locationIds[place]!
      const { result } = await beginReturnOrderWorkflow(container).run({ input: { order_id: orderId, location_id } })
      const return_id = result.return_id!
      await requestItemReturnWorkflow(container).run({ input: { return_id, items: lines } })
      await confirmReturnRequestWorkflow(container).run({ input: { return_id } })
      return return_id
    },
    /** Takes units back in; those that are damaged are written off. */
    receive: async (return_id: string, lines: { id: string; quantity: number; damaged?: number }[]): Promise<void> => {
      await beginReceiveReturnWorkflow(container).run({ input: { return_id } })
      const whole = lines.flatMap(({ id, quantity, damaged = 0 }) =>
        quantity > damaged ? [{ id, quantity: quantity - damaged }] : []
      )
      const damaged = lines.flatMap(({ id, damaged = 0 }) => (damaged > 0 ? [{ id, quantity: damaged }] : []))
      if (whole.length > 0)
        await receiveItemReturnRequestWorkflow(container).run({ input: { return_id, items: whole } })
      if (damaged.length > 0)
        await dismissItemReturnRequestWorkflow(container).run({ input: { return_id, items: damaged } })
      await confirmReturnReceiveWorkflow(container).run({ input: { return_id } })
    },
    cancel: (order_id: string) => cancelOrderWorkflow(container).run({ input: { order_id } }),
    deliver: (orderId: string, fulfillmentId: string) =>
      markOrderFulfillmentAsDeliveredWorkflow(container).run({ input: { orderId, fulfillmentId } }),
  }
}
