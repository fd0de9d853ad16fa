import { changeConfig, splitConfig, type ConfigValues } from "../../domain/channels/connection-settings"
import { openSecrets } from "../../modules/channels/connections/build-connection"
import type { ConnectionsMemory } from "../../modules/channels/connections/connections-memory"
import type { ConnectionEntry } from "../../modules/channels/connections/connection-store"
import type { Settings } from "../../modules/channels/connections/settings/queries"
import { refuse, unknownConnection, type SettingsAnswer } from "./answer"
import { mayBeKept, type NewConnection } from "./create-connection"

/** What is to be different; what is left out stays. In `config`, null takes a value away, and a secret that is left out stays. */
export type ConnectionChange = Partial<Omit<NewConnection, "id" | "vendor">>

/** Two people at once are told apart by the row's version; more tries than this are no honest coincidence. */
const triesMax = 5

/** Changes the settings of a connection. Of a connection of the options, only how stock is shown. */
export async function changeConnection(
  memory: ConnectionsMemory,
  id: string,
  change: ConnectionChange
): Promise<SettingsAnswer> {
  for (let tries = 0; tries < triesMax; tries += 1) {
    const entry = await memory.entry(id)
    if (!entry) return unknownConnection(id)
    const answer =
      entry.source === "options" ? await changeGiven(memory, entry, change) : await changeMade(memory, entry, change)
    if (answer !== "changed meanwhile") return answer
  }
  return refuse("busy", "Somebody else is changing this connection: look at it again, and repeat what is still needed.")
}

async function changeGiven(
  memory: ConnectionsMemory,
  { id }: ConnectionEntry,
  { publishing, ...rest }: ConnectionChange
): Promise<SettingsAnswer> {
  const others = Object.entries(rest).filter(([, value]) => value !== undefined)
  if (others.length > 0)
    return refuse(
      "read-only",
      `The connection "${id}" is named in the app's own code (\`connectors\`): change it there. Here, only how stock is shown can be set.`
    )
  if (publishing !== undefined) await memory.setPublishing(id, publishing)
  return reread(memory, id)
}

async function changeMade(
  memory: ConnectionsMemory,
  { id, connector, row }: ConnectionEntry,
  change: ConnectionChange
): Promise<SettingsAnswer | "changed meanwhile"> {
  if (!connector || !row)
    return refuse(
      "invalid",
      `The app has no connector for "${id}" any more: add it to the option \`channelConnectors\`.`
    )
  const kept = secretsKept(memory, row, change.config ?? {})
  if (!kept.ok) return refuse("invalid", kept.message)
  const config = changeConfig({ ...row.config, ...kept.secrets }, change.config ?? {})
  const refused = mayBeKept(memory, connector, config)
  if (refused) return refused
  const settings: Settings = {
    config: splitConfig(config, connector.secrets).open,
    secrets: nextSecrets(
      memory,
      row.secrets ?? {},
      id,
      splitConfig(change.config ?? {}, connector.secrets).secret,
      config
    ),
    salesChannel: change.salesChannel ?? row.salesChannel ?? "",
    locations: change.locations === undefined ? row.locations : change.locations,
    publishing: change.publishing === undefined ? row.publishing : change.publishing,
    publicUrl: change.publicUrl === undefined ? row.publicUrl : change.publicUrl,
  }
  const isOurs = await memory.update({ id, version: row.version }, settings)
  return isOurs ? reread(memory, id) : "changed meanwhile"
}

/** The secrets that stay, opened. One that cannot be opened may be replaced or taken away, but not kept. */
function secretsKept(
  { keyring }: ConnectionsMemory,
  { id, secrets }: { readonly id: string; readonly secrets: Settings["secrets"] | null },
  change: ConfigValues
): { ok: true; secrets: ConfigValues } | { ok: false; message: string } {
  const staying = Object.entries(secrets ?? {}).filter(([field]) => change[field] === undefined)
  try {
    return { ok: true, secrets: openSecrets({ id, secrets: Object.fromEntries(staying) }, keyring) }
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) }
  }
}

/** Sealed as they were where they stay, so that their date tells when they were set. */
function nextSecrets(
  memory: ConnectionsMemory,
  before: Settings["secrets"],
  id: string,
  set: ConfigValues,
  config: ConfigValues
): Settings["secrets"] {
  const staying = Object.entries(before).filter(([field]) => config[field] !== undefined && set[field] === undefined)
  return { ...Object.fromEntries(staying), ...memory.sealSecrets(id, set) }
}

/** The connection as it stands now. */
export async function reread(memory: ConnectionsMemory, id: string): Promise<SettingsAnswer> {
  const entry = await memory.entry(id)
  return entry ? { ok: true, entry } : unknownConnection(id)
}
