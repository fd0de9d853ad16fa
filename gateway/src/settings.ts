/** What the gateway is told by its environment. */
export interface Settings {
  readonly host: string
  readonly port: number
  readonly secret: string
  readonly medusaUrl: string
  readonly connectorsUrl: string
  readonly supergraphPath: string
  readonly corsOrigins: readonly string[]
  readonly introspection: boolean
}

type Environment = Readonly<Record<string, string | undefined>>

const SECRET_LENGTH_MIN = 32

/** Names, defaults and meanings, as `--help` shows them. */
export const settingsHelp = `ANYSHELF_GATEWAY_SECRET         shared with the subgraphs, at least ${SECRET_LENGTH_MIN} characters; required
ANYSHELF_GATEWAY_PORT           where to listen (4000)
ANYSHELF_GATEWAY_HOST           on which address (127.0.0.1)
ANYSHELF_MEDUSA_URL             Medusa with the plugin (http://127.0.0.1:9000)
ANYSHELF_CONNECTORS_URL         the connectors' subgraphs (http://127.0.0.1:4100)
ANYSHELF_SUPERGRAPH             the composed supergraph (schema/supergraph.graphql)
ANYSHELF_GATEWAY_CORS           origins of other sites whose pages may ask, comma between; * for all (none)
ANYSHELF_GATEWAY_INTROSPECTION  on or off: may clients read the schema, and is there a playground (on)`

/** Reads the environment. Throws one sentence that says what to do. */
export function readSettings(environment: Environment): Settings {
  const secret = environment["ANYSHELF_GATEWAY_SECRET"] ?? ""
  if (secret.length < SECRET_LENGTH_MIN) {
    throw new Error(
      `Set ANYSHELF_GATEWAY_SECRET to at least ${SECRET_LENGTH_MIN} characters. Make one: openssl rand -hex 32`
    )
  }
  return {
    secret,
    host: environment["ANYSHELF_GATEWAY_HOST"] || "127.0.0.1",
    port: readPort(environment["ANYSHELF_GATEWAY_PORT"] || "4000"),
    medusaUrl: readUrl(environment, "ANYSHELF_MEDUSA_URL", "http://127.0.0.1:9000"),
    connectorsUrl: readUrl(environment, "ANYSHELF_CONNECTORS_URL", "http://127.0.0.1:4100"),
    supergraphPath: environment["ANYSHELF_SUPERGRAPH"] || "schema/supergraph.graphql",
    corsOrigins: readList(environment["ANYSHELF_GATEWAY_CORS"]),
    introspection: readSwitch(environment["ANYSHELF_GATEWAY_INTROSPECTION"] || "on"),
  }
}

function readPort(text: string): number {
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port
  throw new Error(`ANYSHELF_GATEWAY_PORT is "${text}", which is no port. Set a number from 0 to 65535.`)
}

function readUrl(environment: Environment, name: string, fallback: string): string {
  const text = environment[name] || fallback
  if (URL.canParse(text) && /^https?:/.test(text)) return text.replace(/\/+$/, "")
  throw new Error(`${name} is "${text}", which is no address. Set one like ${fallback}.`)
}

const readList = (text: string | undefined): string[] =>
  (text ?? "")
    .split(",")
    .map((each) => each.trim())
    .filter((each) => each !== "")

function readSwitch(text: string): boolean {
  if (text === "on" || text === "off") return text === "on"
  throw new Error(`ANYSHELF_GATEWAY_INTROSPECTION is "${text}". Set it to on or off.`)
}
