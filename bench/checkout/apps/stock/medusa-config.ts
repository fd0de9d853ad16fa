import { defineConfig } from "@medusajs/framework/utils"
import { shopConfig } from "../shop-config"

/** Medusa as it comes. */
module.exports = defineConfig(shopConfig)
