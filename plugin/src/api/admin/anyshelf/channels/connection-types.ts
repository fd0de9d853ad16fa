import type { Publishing } from "@anyshelf/connector-kit"

export type { Publishing }

/** All connections, and whether new ones can be made. */
export interface ChannelsAnswer {
  connections: ConnectionAnswer[]
  secrets: SecretsAnswer
  /** ISO 8601: the moment the figures are of. */
  as_of: string
}

/** Whether secrets can be kept here. */
export interface SecretsAnswer {
  can_store: boolean
  /** What to set where they cannot; null where they can. */
  remedy: string | null
}

/** What a connection does, in one word: the first that is true. */
export type ConnectionState =
  /** A person has stopped it. */
  | "paused"
  /** Its settings cannot work; `reason` says what to correct. */
  | "misconfigured"
  /** It waits for the merchant's consent at the vendor: `POST /:id/install`. */
  | "not-installed"
  /** The channel refuses us or does not answer; `reason` says which. */
  | "disconnected"
  | "connected"

/** One shop on one channel: its settings without the secrets, and how it does. */
export interface ConnectionAnswer {
  id: string
  vendor: string
  /** `options`: named in the app's code, which is the only place to change it, but for `publishing`, `locations`, pause and resume. */
  source: "options" | "admin"
  state: ConnectionState
  /** Why it is not connected, and what to do; null while all is well. */
  reason: string | null
  /** What is not secret. */
  config: Record<string, unknown>
  /** The secrets, each only as whether it is set, and since when. */
  secrets: { name: string; is_set: boolean; set_at: string | null }[]
  /** Id or name of the Medusa sales channel that it sells for. */
  sales_channel: string
  /** The channel's place → our locations (ids or names); null: places of the same name belong together. */
  locations: Record<string, string[]> | null
  publishing: Publishing
  public_url: string | null
  /** Where the channel sends its webhooks; null without `public_url`. */
  webhook_url: string | null
  paused_at: string | null
  /** Whether it is connected by clicking at the vendor. */
  can_install: boolean
  /** The types of command the channel understands; listings can be written where `list` is among them. */
  commands: string[]
  /** Null until the engine has opened it for the first time. */
  health: HealthAnswer | null
}

/** How a connection does now. Times in ISO 8601; `null` where it is not known. */
export interface HealthAnswer {
  last_contact_at: string | null
  orders_drained_at: string | null
  listings_read_at: string | null
  /** From a change of stock to the channel's confirmation, over the last 15 minutes, in milliseconds. */
  lag: { p50_ms: number | null; p95_ms: number | null; p99_ms: number | null }
  /** Numbers that wait to be sent, and how long the oldest has waited. */
  queue: { depth: number; oldest_ms: number }
  /** Webhooks that wait to be looked up. */
  inbox: { depth: number; oldest_ms: number }
  /** Numbers where the channel shows something else than we decided. */
  drift: number
  /** Numbers given up until a person has looked. */
  poisoned: number
  /** Commands that the channel refused. */
  refused_commands: number
  open_tasks: number
  listings: Record<"mapped" | "unmatched" | "ambiguous" | "untracked" | "ignored", number>
  /** Null unless this process runs the engine and the channel has failed too often. */
  circuit: { state: "closed" | "open" | "half-open"; open_until: string | null }
  /** What is left of the vendor's rate limit; null where no process that answers knows it. */
  throttle: { available: number; capacity: number; per_second: number } | null
  webhooks: { checked_at: string | null; mended_at: string | null }
  /** Feeds that are being read as a whole. */
  readings: ReadingAnswer[]
}

/** How far a whole reading of a feed has come. */
export interface ReadingAnswer {
  feed: string
  started_at: string
  finished_at: string | null
  done: number
  /** Null where the channel does not say. */
  total: number | null
}

/** What can be connected. */
export interface VendorsAnswer {
  vendors: VendorAnswer[]
  secrets: SecretsAnswer
}

/** A vendor, and the form of its configuration. */
export interface VendorAnswer {
  id: string
  api_version: string
  can_install: boolean
  fields: FieldAnswer[]
  /** The same as JSON Schema (draft 2020-12), with `writeOnly: true` on secrets. */
  schema: Record<string, unknown>
}

/** One field of a form. */
export interface FieldAnswer {
  name: string
  kind: "text" | "number" | "boolean" | "choice" | "json"
  /** Written, never shown again. */
  is_secret: boolean
  is_required: boolean
  description: string | null
  /** Of `choice`. */
  choices: string[]
  default: unknown
}

/** A connection to be made. Sent twice with the same content, it is made once. */
export interface CreateConnectionBody {
  /** Lower case, digits and dashes; it is part of the webhook's address and cannot be changed. */
  id: string
  vendor: string
  /** All fields, secrets among them. What the vendor's consent will bring may be left out where `can_install`. */
  config: Record<string, unknown>
  sales_channel: string
  locations?: Record<string, string[]> | null
  publishing?: Publishing | null
  public_url?: string | null
}

/** What is to be different; what is left out stays. In `config`, a field of null is taken away; a secret that is left out stays. */
export interface ChangeConnectionBody {
  config?: Record<string, unknown>
  sales_channel?: string
  locations?: Record<string, string[]> | null
  publishing?: Publishing | null
  public_url?: string | null
}

/** The answer to a removal; removing what is gone already is no mistake. */
export interface RemovedAnswer {
  id: string
  removed: boolean
}

/** What the shop said when it was asked once. */
export type TestAnswer =
  | { ok: true; took_ms: number; places: { id: string; name: string; active: boolean }[] }
  /** Why not, and what to do. */
  | { ok: false; took_ms: number; reason: string }

/** What is read again from its beginning. */
export interface RefreshAnswer {
  feeds: string[]
}

/** Where to send the merchant's browser. Good for ten minutes, once, in the browser that asked. */
export interface InstallAnswer {
  url: string
}

/** The channel's places next to ours. */
export interface PlacesAnswer {
  /** The channel's own; empty with a `reason` when it could not be asked. */
  channel_places: { id: string; name: string; active: boolean; location_ids: string[] }[]
  /** Ours that serve the sales channel. */
  locations: { id: string; name: string }[]
  /** As it is set now; null: by name. */
  mapping: Record<string, string[]> | null
  /** What is wrong with the mapping, or why the channel could not be asked; null while all is well. */
  reason: string | null
}

/** Figures over time, oldest first; a bucket without any is left out. */
export interface SamplesAnswer {
  from: string
  to: string
  bucket_minutes: number
  samples: SampleAnswer[]
}

/** What happened within one bucket, and how it stood at most. */
export interface SampleAnswer {
  at: string
  decided: number
  written: number
  conflicts: number
  rejected: number
  unknown: number
  requests: number
  throttled: number
  lag_p50_ms: number | null
  lag_p95_ms: number | null
  lag_p99_ms: number | null
  queue_depth: number
  inbox_depth: number
  drift: number
  /** The least that was left of the rate limit, from 0 to 1; null where nothing was sent. */
  headroom: number | null
  circuit_open: boolean
}
