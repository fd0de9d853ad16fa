import assert from "node:assert/strict"
import { lawsOf, type Law } from "../law"
import { assertSame, openSession } from "../session"
import { meddled } from "../faults"

/** Commands that say how a repetition is kept harmless, each. */
const commandsOf = ({ commands }: { readonly commands: readonly string[] }) => commands

export const configurationLaws: readonly Law[] = lawsOf("contract", [
  {
    name: "an unknown or missing key of the configuration is refused by name",
    hint: "Use z.strictObject, and name each secret of it in `secrets`.",
    async check({ connection: { connector, config } }) {
      const given = config as Record<string, unknown>
      assert.ok(connector.configSchema.safeParse(given).success, "The harness's own configuration is refused.")
      const unknown = connector.configSchema.safeParse({ ...given, shopp: "x" })
      assert.match(String(unknown.error?.message), /shopp/)
      assert.ok(connector.secrets.length > 0, "A connection without a secret is open to everybody.")
      for (const secret of connector.secrets.filter((key) => key in given)) {
        const without = connector.configSchema.safeParse({ ...given, [secret]: undefined })
        assert.match(String(without.error?.message), new RegExp(secret))
      }
    },
  },
  {
    name: "what is declared is there, and what is there is declared",
    hint: "`capabilities` is what the engine works by: feeds, commands, how a repetition is kept harmless, limits, webhooks.",
    async check(harness) {
      const { id, apiVersion, capabilities } = harness.connection.connector
      const { feeds, idempotency, stock, limits } = capabilities
      assert.match(id, /^[a-z][a-z0-9-]*$/, "The id is the vendor's name, lower case.")
      assert.ok(apiVersion.length > 0)
      for (const type of commandsOf(capabilities))
        assert.ok(type in idempotency, `\`idempotency\` must say how a repeated ${type} is kept harmless.`)
      for (const type of Object.keys(idempotency))
        assert.ok(commandsOf(capabilities).includes(type), `\`idempotency\` names ${type}, \`commands\` does not.`)
      assert.equal(new Set(feeds).size, feeds.length, "A feed is declared twice.")
      assert.ok(Number.isInteger(stock.batch) && stock.batch >= 1, "A batch holds at least one command.")
      for (const limit of limits)
        assert.ok(
          limit.capacity >= limit.cost && limit.perSecond > 0 && limit.cost > 0,
          "A limit lets requests through."
        )
      assert.equal(capabilities.webhooks !== undefined, openSession(harness).webhook !== undefined)
    },
  },
  {
    name: "opening a session sends nothing",
    hint: "`open` does no I/O: fetch tokens and the like with the first call that needs them.",
    async check(harness) {
      const { requests } = meddled(harness, (send) => send())
      await new Promise((resolve) => setImmediate(resolve))
      assert.equal(requests(), 0)
    },
  },
  {
    name: "a command that is not declared is rejected, and sends nothing",
    hint: "Answer `rejected` with a code such as unsupported-command for every type that you do not know.",
    async check(harness) {
      const { session, requests } = meddled(harness, (send) => send())
      const results = await session.push([{ type: "teleport", key: "k" } as never])
      assertSame(
        results.map(({ key, status }) => [key, status]),
        [["k", "rejected"]]
      )
      assert.equal(requests(), 0)
    },
  },
])
