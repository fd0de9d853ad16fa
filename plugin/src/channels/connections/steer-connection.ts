import type { ConnectionsMemory } from "../../modules/channels/connections/connections-memory"
import { refuse, type SettingsAnswer, type SettingsRefusal } from "./answer"
import { reread } from "./change-connection"

/** Stops a connection, or lets it go on. Its webhooks are kept while it rests, and looked up when it goes on. */
export async function pauseConnection(
  memory: ConnectionsMemory,
  id: string,
  isPaused: boolean
): Promise<SettingsAnswer> {
  // A connection of the options that no process has opened has no row yet; reading makes sure of it.
  await memory.entries()
  await memory.setPaused(id, isPaused)
  return reread(memory, id)
}

/**
 * Takes a connection made in Admin away, and with it its secrets, listings and what waits to be sent. Its orders stay. Removing what
 * is gone is no mistake.
 */
export async function removeConnection(
  memory: ConnectionsMemory,
  id: string
): Promise<{ readonly ok: true; readonly removed: boolean } | SettingsRefusal> {
  const entry = await memory.entry(id)
  if (!entry) return { ok: true, removed: false }
  if (entry.source === "options" && entry.connection)
    return refuse(
      "read-only",
      `The connection "${id}" is named in the app's own code (\`connectors\`): remove it there. To stop it now, pause it.`
    )
  return { ok: true, removed: await memory.remove(id) }
}

/** Reads all listings again from their beginning, and the orders since the last time, within seconds. */
export async function refreshConnection(memory: ConnectionsMemory, id: string): Promise<SettingsAnswer> {
  await memory.entries()
  await memory.readAgain(id)
  return reread(memory, id)
}
