import { join } from "node:path"
import { defineConfig } from "@medusajs/framework/utils"

/**
 * The plugin as its own test app: its sources are loaded as an app's, so that tests need no build. Never published.
 * The connectors of a test are handed over through `globalThis.anyshelfTestConnections`, since options travel by reference;
 * other options through `globalThis.anyshelfTestOptions`.
 */
const options = {
  gatewaySecret: "a secret for tests only, thirty-two or more",
  connectors: (globalThis as { anyshelfTestConnections?: unknown[] }).anyshelfTestConnections ?? [],
  ...(globalThis as { anyshelfTestOptions?: object }).anyshelfTestOptions,
}

/** Each module is given the same options, as Medusa does for a plugin. */
const modules = ["inventory", "modules/plugin", "modules/profiles", "modules/channels"].map((folder) => ({
  resolve: join(__dirname, "src", folder),
  options: { ...options },
}))

/** As `withAnyshelf` puts it in place. */
const locking = {
  resolve: "@medusajs/medusa/locking",
  options: { providers: [{ resolve: join(__dirname, "src/locking"), id: "anyshelf", is_default: true, options: {} }] },
}

/** A payment provider whose bank the tests of checkout look into. */
const payment = {
  resolve: "@medusajs/medusa/payment",
  options: {
    webhook_delay: 1,
    providers: [{ resolve: join(__dirname, "integration-tests/checkout/support/payments"), id: "bank" }],
  },
}

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
  modules: [...modules, locking, payment],
})
