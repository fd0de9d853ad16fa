import { join } from "node:path"
import { defineConfig } from "@medusajs/framework/utils"

/** Medusa as it comes, with a payment provider that the tests can look into: what the plugin is held against. */
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
      resolve: "@medusajs/medusa/payment",
      options: { webhook_delay: 1, providers: [{ resolve: join(__dirname, "../support/payments"), id: "bank" }] },
    },
  ],
})
