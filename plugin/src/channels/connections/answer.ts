import type { ConnectionEntry } from "../../modules/channels/connections/connection-store"

/** Why settings were not taken. The message says what to do. */
export interface SettingsRefusal {
  readonly ok: false
  readonly reason: "unknown" | "exists" | "read-only" | "invalid" | "no-key" | "busy"
  readonly message: string
}

/** What became of a wish to change settings: the connection as it stands after it, or why nothing was changed. */
export type SettingsAnswer = { readonly ok: true; readonly entry: ConnectionEntry } | SettingsRefusal

export const refuse = (reason: SettingsRefusal["reason"], message: string): SettingsRefusal => ({
  ok: false,
  reason,
  message,
})

export const unknownConnection = (id: string) =>
  refuse("unknown", `There is no connection "${id}"; the list of channels shows those that exist.`)
