import type { Connection, Connector } from "@anyshelf/connector-kit"
import { changeConfig, withoutSecrets, type ConfigValues } from "../../../domain/channels/connection-settings"
import type { Keyring } from "../../../secrets/keyring"
import type { SettingsRow } from "./settings/queries"

/** What settings are good for. */
export type Built =
  | { readonly connection: Connection; readonly problem: null }
  | { readonly connection: null; readonly problem: ConnectionProblem }

/** Why a connection cannot work, and what to do. */
export interface ConnectionProblem {
  /** `not-installed` waits for the merchant's consent at the vendor. */
  readonly state: "misconfigured" | "not-installed"
  /** Holds no secret. */
  readonly reason: string
}

/** Makes a connection out of its stored settings, or says why that cannot be. Never throws: one that is broken stops no other. */
export function buildConnection(row: SettingsRow, connector: Connector | undefined, keyring: Keyring): Built {
  if (!connector)
    return misconfigured(
      `The connector "${row.vendor}" is not part of the app any more: add it to the option \`channelConnectors\`, or remove this connection.`
    )
  try {
    const secrets = openSecrets(row, keyring)
    const judged = judgeConfig(connector, changeConfig(row.config ?? {}, secrets))
    if (!judged.ok) return { connection: null, problem: judged.problem }
    return { connection: toConnection(row, connector, judged.config), problem: null }
  } catch (error) {
    return misconfigured(error instanceof Error ? error.message : String(error))
  }
}

/** What a connector says to a configuration. */
export type JudgedConfig =
  { readonly ok: true; readonly config: unknown } | { readonly ok: false; readonly problem: ConnectionProblem }

/** Lets the connector judge a whole configuration, secrets included. The reason repeats none of them. */
export function judgeConfig(connector: Connector, config: ConfigValues): JudgedConfig {
  const secrets = connector.secrets.map((name) => config[name])
  try {
    const parsed = connector.configSchema.safeParse(config)
    if (parsed.success) return { ok: true, config: parsed.data }
    if (canBegin(connector, config))
      return {
        ok: false,
        problem: { state: "not-installed", reason: "It waits for your consent at the channel: connect it." },
      }
    const sentences = parsed.error.issues.map(({ path, message }) =>
      [path.join("."), message].filter(Boolean).join(": ")
    )
    return { ok: false, problem: { state: "misconfigured", reason: withoutSecrets(sentences.join(" "), secrets) } }
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    const reason = `The connector "${connector.id}" failed on this configuration: ${withoutSecrets(said, secrets)}`
    return { ok: false, problem: { state: "misconfigured", reason } }
  }
}

/** Whether enough is known to send the merchant to the vendor. */
function canBegin({ install }: Connector, config: ConfigValues): boolean {
  if (!install) return false
  try {
    return install.begin({ config, state: "0".repeat(32), redirectUri: "https://example.com/callback" }).length > 0
  } catch {
    return false
  }
}

/** The secrets of a connection. Throws what `Keyring.open` throws. */
export function openSecrets({ id, secrets }: Pick<SettingsRow, "id" | "secrets">, keyring: Keyring): ConfigValues {
  return Object.fromEntries(
    Object.entries(secrets ?? {}).map(([field, { sealed }]) => [
      field,
      JSON.parse(keyring.open({ connectionId: id, field }, sealed)) as unknown,
    ])
  )
}

const toConnection = (row: SettingsRow, connector: Connector, config: unknown): Connection => ({
  id: row.id,
  connector,
  config,
  salesChannel: row.salesChannel ?? "",
  ...(row.locations && { locations: row.locations }),
  ...(row.publishing && { publishing: row.publishing }),
  ...(row.publicUrl && { publicUrl: row.publicUrl }),
})

const misconfigured = (reason: string): Built => ({ connection: null, problem: { state: "misconfigured", reason } })
