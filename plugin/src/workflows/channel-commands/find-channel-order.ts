import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { channelsModule } from "../../modules/channels"
import type { ChannelOrderRow } from "../../modules/channels/commands/queries/order"
import type ChannelsService from "../../modules/channels/service"

/** The channels' memory. */
export const channelsOf = (container: MedusaContainer) => container.resolve<ChannelsService>(channelsModule)

/** The channel's side of an order of ours. Throws NOT_FOUND when no channel took it. */
export async function findChannelOrder(container: MedusaContainer, orderId: string): Promise<ChannelOrderRow> {
  const found = await channelsOf(container).commands.findOrder(orderId)
  if (found) return found
  throw new MedusaError(
    MedusaError.Types.NOT_FOUND,
    `No channel took the order "${orderId}": look it up in Medusa Admin, Orders; what was bought in the web shop is dealt with there.`
  )
}
