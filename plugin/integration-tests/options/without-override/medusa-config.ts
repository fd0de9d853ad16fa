import { join } from "node:path"
import { defineConfig } from "@medusajs/framework/utils"

/** An app whose merchant listed the plugin by hand and forgot its inventory: what must not open for business. */
module.exports = defineConfig({
  admin: { disable: true },
  projectConfig: {
    databaseUrl: process.env.DATABASE_URL ?? "",
    http: {
      storeCors: "http://localhost",
      adminCors: "http://localhost",
      authCors: "http://localhost",
      jwtSecret: "a jwt secret for tests only",
      cookieSecret: "a cookie secret for tests only",
    },
  },
  modules: [
    {
      resolve: join(__dirname, "../../../src/modules/plugin"),
      options: { gatewaySecret: "a secret for tests only, thirty-two or more" },
    },
  ],
})
