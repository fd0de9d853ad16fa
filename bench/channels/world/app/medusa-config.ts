import { withAnyshelf } from "@anyshelf/plugin"
import { defineConfig } from "@medusajs/framework/utils"
import { shopConfig } from "../../../checkout/apps/shop-config"
import { readPlan } from "../plan"

const { connections, allowed, mode } = readPlan()

/** A Medusa with the plugin, as it is built, and with the shops that a bench has connected. */
module.exports = withAnyshelf(
  defineConfig({ ...shopConfig, projectConfig: { ...shopConfig.projectConfig, workerMode: mode } }),
  {
    gatewaySecret: "a secret for benches only, thirty-two or more",
    connectors: connections,
    allowPrivateAddresses: allowed,
  }
)
