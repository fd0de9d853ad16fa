import assert from "node:assert/strict"
import type { Host } from "../connector"
import { freshKey, openSession, stockCommand, type ContractHarness, type Law } from "./harness"
import { readAll } from "./reading"

export const configurationLaws: readonly Law[] = [
  {
    name: "an unknown or missing key of the configuration is refused by name",
    async check({ connection: { connector, config } }) {
      const given = config as Record<string, unknown>
      assert.ok(connector.configSchema.safeParse(given).success)
      const unknown = connector.configSchema.safeParse({ ...given, shopp: "x" })
      assert.match(String(unknown.error?.message), /shopp/)
      for (const secret of connector.secrets) {
        assert.ok(secret in given, `The secret ${secret} is not a key of the configuration.`)
        const without = connector.configSchema.safeParse({ ...given, [secret]: undefined })
        assert.match(String(without.error?.message), new RegExp(secret))
      }
    },
  },
  {
    name: "opening a session sends nothing; working in it sends through the host alone, and logs no secret",
    async check(harness) {
      const logged: string[] = []
      const note = (message: string, values?: object) => void logged.push(message, JSON.stringify(values ?? {}))
      const log: Host["log"] = { debug: note, info: note, warn: note }
      await withoutGlobalFetch(async (reach) => {
        const session = openSession(harness, { log, fetch: harness.fetch ?? reach })
        await readAll(session, "locations")
        await session.push([stockCommand(harness, { key: freshKey(), quantity: 1 })])
      })
      const config = harness.connection.config as Record<string, string>
      const secrets = harness.connection.connector.secrets.map((key) => config[key] ?? "")
      for (const secret of secrets) assert.ok(!logged.join("\n").includes(secret), "A secret was logged.")
    },
  },
]

/** The host's own way out keeps working while everybody else's is shut. */
async function withoutGlobalFetch(work: (reach: ContractHarness["fetch"] & object) => Promise<void>): Promise<void> {
  const reach = globalThis.fetch
  globalThis.fetch = () => Promise.reject(new Error("A connector must not use the global fetch; use host.fetch."))
  try {
    await work(reach)
  } finally {
    globalThis.fetch = reach
  }
}
