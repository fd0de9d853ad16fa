import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import type { OrderDesk } from "../../channels/commands/order-desk"
import { majorUnits } from "../../domain/channels/order-money"
import { channelsModule } from "../../modules/channels"
import type ChannelsService from "../../modules/channels/service"
import { runOn } from "../../reads/run"
import { readOurOrders } from "./read-our-orders"

/** What marks a transaction of our order as money that went back through the channel. */
const reference = "channel-refund"

/** Our orders in Medusa, as the engine tells channels of them. */
export function orderDesk(container: MedusaContainer): OrderDesk {
  const run = runOn(container)
  return {
    memory: container.resolve<ChannelsService>(channelsModule).commands,
    readOrders: (orderIds) => readOurOrders(run, orderIds),
    recordRefund: async ({ orderId, key, amount }) => {
      const orders = container.resolve(Modules.ORDER)
      // Only who holds the command's lease comes here, so that looking first is enough.
      const [known] = await orders.listOrderTransactions({ order_id: orderId, reference, reference_id: key })
      if (known) return
      await orders.addOrderTransactions({
        order_id: orderId,
        amount: -majorUnits(amount),
        currency_code: amount.currencyCode.toLowerCase(),
        reference,
        reference_id: key,
      })
    },
  }
}
