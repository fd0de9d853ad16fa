import { withAnyshelf } from "@anyshelf/plugin"
import { defineConfig } from "@medusajs/framework/utils"
import { shopConfig } from "../shop-config"

/** The same Medusa with the plugin, as it is built. */
module.exports = withAnyshelf(defineConfig(shopConfig), {
  gatewaySecret: "a secret for benches only, thirty-two or more",
})
