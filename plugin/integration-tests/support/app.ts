import { join } from "node:path"
import { medusaIntegrationTestRunner } from "@medusajs/test-utils"

type Suite = Parameters<typeof medusaIntegrationTestRunner>[0]["testSuite"]

/** Migrating a Medusa database takes some twenty seconds. */
jest.setTimeout(180_000)

/** The secret that the test app and its callers share. */
export const gatewaySecret = "a secret for tests only, thirty-two or more"

/**
 * Runs a suite against a Medusa application made of the plugin's own sources, over HTTP and on a database of its own. What a
 * suite's `beforeAll` puts into the database is there before each of its tests.
 */
export function describeApp(name: string, testSuite: Suite): void {
  if (!process.env.DB_HOST) {
    throw new Error(
      "DB_HOST is not set. Run `npm test`, or name a PostgreSQL by DB_HOST, DB_PORT, DB_USERNAME, DB_PASSWORD."
    )
  }
  // Medusa's runner asks for TLS of any server whose address does not say "localhost", and then waits in vain.
  if (process.env.DB_HOST === "127.0.0.1") process.env.DB_HOST = "localhost"
  describe(name, () => {
    medusaIntegrationTestRunner({
      moduleName: `anyshelf-${name.replace(/\W+/g, "-")}`,
      cwd: join(__dirname, "../.."),
      inApp: true,
      testSuite,
    })
  })
}
