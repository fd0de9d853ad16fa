import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { ContainerRegistrationKeys, ProductEvents } from "@medusajs/framework/utils"
import { channelsModule } from "../modules/channels"
import type ChannelsService from "../modules/channels/service"

/** An event names what changed: a product, or a variant of one. */
type Told = { readonly id: string }

/** Something of a product has changed: where it is listed, it is brought up to date. An event that is lost is made up for within hours. */
export default async function channelProductChanged({
  event,
  container,
}: SubscriberArgs<Told | Told[]>): Promise<void> {
  const ids = (Array.isArray(event.data) ? event.data : [event.data]).flatMap(({ id }) => id ?? [])
  if (ids.length === 0) return
  const channels = container.resolve<ChannelsService>(channelsModule)
  const variantIds = ids.filter((id) => id.startsWith("variant_"))
  const productIds = new Set(ids.filter((id) => !id.startsWith("variant_")))
  if (variantIds.length > 0) {
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const { data } = await query.graph({ entity: "variant", fields: ["product_id"], filters: { id: variantIds } })
    for (const { product_id } of data) if (product_id) productIds.add(product_id)
  }
  for (const connectionId of await channels.products.touch([...productIds])) channels.wakeEngine(connectionId)
}

export const config: SubscriberConfig = {
  event: [
    ProductEvents.PRODUCT_UPDATED,
    ProductEvents.PRODUCT_DELETED,
    ProductEvents.PRODUCT_VARIANT_CREATED,
    ProductEvents.PRODUCT_VARIANT_UPDATED,
    "product.updated",
    "product.deleted",
    "product-variant.created",
    "product-variant.updated",
  ],
  context: { subscriberId: "anyshelf-channel-product-changed" },
}
