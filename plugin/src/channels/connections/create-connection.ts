import { isDeepStrictEqual } from "node:util"
import type { Connector, Publishing } from "@anyshelf/connector-kit"
import { splitConfig, type ConfigValues } from "../../domain/channels/connection-settings"
import { judgeConfig, openSecrets } from "../../modules/channels/connections/build-connection"
import type { ConnectionsMemory } from "../../modules/channels/connections/connections-memory"
import type { ConnectionEntry } from "../../modules/channels/connections/connection-store"
import type { Settings, SettingsRow } from "../../modules/channels/connections/settings/queries"
import { noKeyRemedy } from "../../secrets/keyring"
import { refusedAddressIn } from "../way-out"
import { refuse, unknownConnection, type SettingsAnswer, type SettingsRefusal } from "./answer"

/** A connection as a person asks for it. */
export interface NewConnection {
  /** Lower case, digits and dashes; never to change. */
  readonly id: string
  readonly vendor: string
  /** Secrets among it. */
  readonly config: ConfigValues
  readonly salesChannel: string
  readonly locations: Settings["locations"]
  readonly publishing: Publishing | null
  readonly publicUrl: string | null
}

/** Words of the Admin API's own paths. */
const reserved = ["vendors"]

/** Makes a connection whose settings live in the database. The same wish again finds what the first one made. */
export async function createConnection(memory: ConnectionsMemory, wish: NewConnection): Promise<SettingsAnswer> {
  if (reserved.includes(wish.id)) return refuse("invalid", `"${wish.id}" cannot be a connection's id: choose another.`)
  const connector = memory.connectors.get(wish.vendor)
  if (!connector)
    return refuse(
      "invalid",
      `There is no connector "${wish.vendor}" (known: ${[...memory.connectors.keys()].join(", ") || "none"}): add it to the option \`channelConnectors\`.`
    )
  const judged = mayBeKept(memory, connector, wish.config)
  if (judged) return judged
  const { id, salesChannel, locations, publishing, publicUrl } = wish
  const { open: config, secret } = splitConfig(wish.config, connector.secrets)
  const secrets = memory.sealSecrets(id, secret)
  const isNew = await memory.insert(id, wish.vendor, {
    config,
    secrets,
    salesChannel,
    locations,
    publishing,
    publicUrl,
  })
  const entry = await memory.entry(id)
  if (!entry) return unknownConnection(id)
  if (isNew || isSame(memory, entry, wish, connector)) return { ok: true, entry }
  return refuse("exists", `There is a connection "${id}" already: choose another id, or change that one.`)
}

/**
 * Why a configuration may not be kept, or null: what the connector refuses, but for what only waits for the merchant's consent, and
 * secrets where there is no key, and an address that is nobody's but ours.
 */
export function mayBeKept(
  memory: ConnectionsMemory,
  connector: Connector,
  config: ConfigValues
): SettingsRefusal | null {
  const judged = judgeConfig(connector, config)
  if (!judged.ok && judged.problem.state === "misconfigured") return refuse("invalid", judged.problem.reason)
  const { open, secret } = splitConfig(config, connector.secrets)
  const address = refusedAddressIn(memory, open)
  if (address !== null) return refuse("invalid", address)
  const needsKey = Object.keys(secret).length > 0 || connector.install !== undefined
  return needsKey && !memory.keyring.canSeal ? refuse("no-key", noKeyRemedy) : null
}

/** Whether what exists is what is wished for, secrets included. */
function isSame(
  memory: ConnectionsMemory,
  { row, source }: ConnectionEntry,
  wish: NewConnection,
  { secrets }: Connector
) {
  if (!row || source !== "admin" || row.vendor !== wish.vendor) return false
  const { open, secret } = splitConfig(wish.config, secrets)
  const wanted = { ...wish, config: { ...open, ...secret } }
  return isDeepStrictEqual(contentOf(wanted), contentOf({ ...row, config: wholeConfig(memory, row) }))
}

function wholeConfig(memory: ConnectionsMemory, row: SettingsRow): ConfigValues | null {
  try {
    return { ...row.config, ...openSecrets(row, memory.keyring) }
  } catch {
    return null
  }
}

const contentOf = ({
  config,
  salesChannel,
  locations,
  publishing,
  publicUrl,
}: Pick<NewConnection, "publishing"> & {
  readonly config: ConfigValues | null
  readonly salesChannel: string | null
  readonly locations: Settings["locations"]
  readonly publicUrl: string | null
}) => ({ config, salesChannel, locations, publishing, publicUrl })
