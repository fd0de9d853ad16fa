import { defineConfig } from "@medusajs/framework/utils"
import { withAnyshelf } from "@anyshelf/plugin"
import { shopifyConnector } from "@anyshelf/shopify"
import { connections } from "./src/connections"
import { setting } from "./src/settings"

/** A shop front may ask from anywhere on this machine. */
const local = "http://localhost:8000,http://localhost:4000,http://localhost:9000,http://127.0.0.1:9000"

module.exports = withAnyshelf(
  defineConfig({
    projectConfig: {
      databaseUrl: setting("DATABASE_URL"),
      databaseDriverOptions: { ssl: false, sslmode: "disable" },
      http: {
        storeCors: local,
        adminCors: local,
        authCors: local,
        jwtSecret: setting("JWT_SECRET"),
        cookieSecret: setting("COOKIE_SECRET"),
      },
      // Cookies of the admin travel over plain HTTP here; a shop behind TLS leaves this out.
      cookieOptions: { secure: false, sameSite: "lax" },
    },
  }),
  {
    connectors: connections(),
    // Further shops may be connected in Admin.
    channelConnectors: [shopifyConnector],
    gatewaySecret: setting("ANYSHELF_GATEWAY_SECRET"),
  }
)
