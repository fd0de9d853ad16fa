import type { Logger, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { connectionsAtWork } from "../channels/connections-at-work"
import { medusaShop } from "../channels/medusa-shop"
import { startChannelEngine } from "../channels/start-channel-engine"
import { wayOut } from "../channels/way-out"
import type { AnyshelfInventory } from "../inventory/contract"
import { channelsModule } from "../modules/channels"
import type ChannelsService from "../modules/channels/service"

/**
 * Makes sure that this process runs the channels' engine. Medusa loads jobs in workers and in processes that are all in one, hands
 * them the whole application, and runs the first soon after boot: no other seam does all three. The channels module ends the
 * engine when the application shuts down.
 */
export default async function keepChannelsRunning(container: MedusaContainer): Promise<void> {
  const channels = container.resolve<ChannelsService>(channelsModule)
  if (!channels.lacksEngine() || isUnwanted()) return
  const connections = connectionsAtWork(channels)
  const first = await connections()
  // A shop without channels pays for none. Asked again at the next tick; another tick may have started the engine meanwhile.
  if (first.length === 0 || !channels.lacksEngine()) return
  const logger = container.resolve<Logger>(ContainerRegistrationKeys.LOGGER)
  const inventory = container.resolve<AnyshelfInventory>(Modules.INVENTORY)
  const shop = medusaShop(container)
  channels.attachEngine(
    startChannelEngine({ shop, channels, inventory, connections, logger, fetch: wayOut(channels.connections) })
  )
  logger.info(`Anyshelf keeps ${first.length} connection(s) in step: ${first.map(({ id }) => id).join(", ")}.`)
}

export const config = { name: "anyshelf-keep-channels-running", schedule: "*/2 * * * * *" }

/** `medusa exec` boots the application for one script and ends abruptly: what it had claimed would wait for its lease to end. */
function isUnwanted(): boolean {
  return process.env.ANYSHELF_CHANNELS === "off" || process.argv[2] === "exec"
}
