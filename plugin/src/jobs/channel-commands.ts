import type { MedusaContainer } from "@medusajs/framework/types"
import { channelsModule } from "../modules/channels"
import type ChannelsService from "../modules/channels/service"
import { hurryChangedOrders } from "../workflows/channel-commands/hurry-orders"

/**
 * Finds orders that changed without anybody being told, in the process that keeps channels in step. What it misses, for it was away for
 * long, is found when the engine looks at each order in turn.
 */
export default async function followChannelOrders(container: MedusaContainer): Promise<void> {
  const channels = container.resolve<ChannelsService>(channelsModule)
  if (channels.hasEngine()) await hurryChangedOrders(container, Date.now())
}

export const config = { name: "anyshelf-follow-channel-orders", schedule: "*/15 * * * * *" }
