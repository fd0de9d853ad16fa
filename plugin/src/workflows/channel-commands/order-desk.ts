import type { MedusaContainer } from "@medusajs/framework/types"
import type { OrderDesk } from "../../channels/commands/order-desk"
import { channelsModule } from "../../modules/channels"
import type ChannelsService from "../../modules/channels/service"
import { runOn } from "../../reads/run"
import { readOurOrders } from "./read-our-orders"

/** Our orders in Medusa, as the engine tells channels of them. */
export function orderDesk(container: MedusaContainer): OrderDesk {
  const run = runOn(container)
  return {
    memory: container.resolve<ChannelsService>(channelsModule).commands,
    readOrders: (orderIds) => readOurOrders(run, orderIds),
  }
}
