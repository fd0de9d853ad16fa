import { isRemote } from "@anyshelf/connector-kit/protocol"
import type { Channel } from "../channel"
import { followOrders } from "./follow-orders"
import { sendCommands } from "./send-commands"

/**
 * One round of telling a channel what became of its orders here: what follows from them is written down, then sent. A shop without a desk
 * for it tells nothing.
 *
 * @returns true when more may be waiting
 */
export async function tellChannel(channel: Channel): Promise<boolean> {
  const { desk } = channel.shop
  if (!desk) return false
  const isMore = await followOrders(channel, desk)
  // A connector that runs elsewhere comes for its commands itself.
  if (isRemote(channel.connection)) return isMore
  return (await sendCommands(channel, desk)) || isMore
}
