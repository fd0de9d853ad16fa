import type { MedusaContainer } from "@medusajs/framework/types"
import type { ProductDesk } from "../../channels/products/product-desk"
import { channelsModule } from "../../modules/channels"
import type ChannelsService from "../../modules/channels/service"
import { readProducts } from "./read-products"

/** What the engine needs to bring our products to a channel, out of a Medusa application. */
export function productDesk(container: MedusaContainer): ProductDesk {
  const channels = container.resolve<ChannelsService>(channelsModule)
  return {
    memory: channels.products,
    readProducts: (productIds, currencyCode) => readProducts(container, productIds, currencyCode),
    sayOfListings: (connectionId, said) => channels.sayOfListings(connectionId, said),
  }
}
