import { resolve } from "node:path"
import { toyConnectorFor } from "@anyshelf/connector-kit/toy"
import { MedusaApp } from "@medusajs/framework/modules-sdk"
import { ContainerRegistrationKeys, createPgConnection } from "@medusajs/framework/utils"
import { startChannelEngine } from "../../../src/channels/start-channel-engine"
import { channelsModule } from "../../../src/modules/channels"
import type ChannelsService from "../../../src/modules/channels/service"
import { ModelWorld } from "./model-world"
import { workerVariant, workerEnvironment, workerSkus } from "./worker-plan"

/** A process of its own that publishes until it is killed. */
async function main(): Promise<void> {
  const databaseUrl = process.env[workerEnvironment.databaseUrl]!
  const app = await MedusaApp({
    modulesConfig: {
      [channelsModule]: { resolve: resolve(__dirname, "../../../src/modules/channels"), options: {} },
    },
    sharedResourcesConfig: { database: { clientUrl: databaseUrl } },
    injectedDependencies: {
      [ContainerRegistrationKeys.PG_CONNECTION]: createPgConnection({ clientUrl: databaseUrl, pool: { max: 8 } }),
      [ContainerRegistrationKeys.LOGGER]: console,
    },
  })
  const channels = app.modules[channelsModule] as unknown as ChannelsService
  const config = { url: process.env[workerEnvironment.toyUrl]!, token: "toy-token", webhookSecret: "toy-secret" }
  const id = process.env[workerEnvironment.connectionId]!
  const connection = { id, config, connector: toyConnectorFor(workerVariant) }
  const world = new ModelWorld(channels, { skus: workerSkus, connection })
  for (const sku of workerSkus) world.stock.set(sku, 9)
  const { shop, inventory } = world
  const timing = { dutyLeaseMs: 1_000, leaseMs: 2_000, pollEveryMs: 50 }
  const around = { shop, inventory, channels, logger: console, timing }
  startChannelEngine({ ...around, connections: [world.connection] })
}

void main()
