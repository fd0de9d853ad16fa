import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import type { AnyshelfInventory } from "../../inventory/contract"
import { channelsModule } from "../../modules/channels"
import type ChannelsService from "../../modules/channels/service"
import { usualTiming } from "../channel"
import { systemClock } from "../clock"
import { medusaShop } from "../medusa-shop"
import { RemoteDesk } from "./remote-desk"

const desks = new WeakMap<ChannelsService, RemoteDesk>()

/** The desk of this application. */
export function remoteDeskOf(container: MedusaContainer): RemoteDesk {
  const channels = container.resolve<ChannelsService>(channelsModule)
  const known = desks.get(channels)
  if (known) return known
  const around = {
    shop: medusaShop(container),
    channels,
    inventory: container.resolve<AnyshelfInventory>(Modules.INVENTORY),
    clock: systemClock,
    timing: usualTiming,
    logger: container.resolve(ContainerRegistrationKeys.LOGGER),
  }
  const desk = new RemoteDesk(around, (id) => channels.findConnection(id))
  desks.set(channels, desk)
  return desk
}
