import type { Publishing } from "@anyshelf/connector-kit"
import type { Sql } from "../../sql"

/** A secret at rest. */
export interface SealedSecret {
  readonly sealed: string
  /** ISO 8601. */
  readonly setAt: string
}

/** What a person decides about a connection. */
export interface Settings {
  readonly config: Readonly<Record<string, unknown>>
  readonly secrets: Readonly<Record<string, SealedSecret>>
  readonly salesChannel: string
  readonly locations: Readonly<Record<string, readonly string[]>> | null
  readonly publishing: Publishing | null
  readonly publicUrl: string | null
}

/** A connection's row, as far as its settings go. */
export interface SettingsRow {
  readonly id: string
  readonly vendor: string
  readonly source: "options" | "admin"
  readonly config: Settings["config"] | null
  readonly secrets: Settings["secrets"] | null
  readonly salesChannel: string | null
  readonly locations: Settings["locations"]
  readonly publishing: Settings["publishing"]
  readonly publicUrl: string | null
  readonly pausedAt: Date | null
  readonly version: number
}

/** Which connections there are, and whether one has changed: all that is asked every few seconds. */
export function readVersions(sql: Sql): Promise<{ id: string; version: number }[]> {
  return sql(`select id, version from anyshelf_channel_connection where deleted_at is null order by id`, [])
}

/** The settings of some connections. */
export function readSettings(sql: Sql, ids: readonly string[]): Promise<SettingsRow[]> {
  return sql<SettingsRow>(
    `select id, vendor, source, config, secrets, sales_channel as "salesChannel", locations, publishing,
       public_url as "publicUrl", paused_at as "pausedAt", version
     from anyshelf_channel_connection where id = any(?) and deleted_at is null order by id`,
    [ids]
  )
}

/**
 * Makes a connection. One that was removed begins anew, with nothing of what had been read. False when one of this id exists.
 */
export async function insertSettings(sql: Sql, id: string, vendor: string, settings: Settings): Promise<boolean> {
  const rows = await sql(
    `with forgotten as (
       delete from anyshelf_channel_reading r using anyshelf_channel_connection g
       where g.id = ? and g.deleted_at is not null and r.connection_id = g.id)
     insert into anyshelf_channel_connection as c (id, vendor, source, reason, config, secrets, sales_channel, locations,
       publishing, public_url)
     values (?, ?, 'admin', 'Not reached yet.', ?::jsonb, ?::jsonb, ?, ?::jsonb, ?::jsonb, ?)
     on conflict (id) do update set vendor = excluded.vendor, source = 'admin', status = 'disconnected',
       reason = excluded.reason, config = excluded.config, secrets = excluded.secrets,
       sales_channel = excluded.sales_channel, locations = excluded.locations, publishing = excluded.publishing,
       public_url = excluded.public_url, paused_at = null, version = c.version + 1, order_cursor = null,
       orders_drained_at = null, listings_read_at = null, last_contact_at = null,
       circuit_open_until = null, deleted_at = null, created_at = now(), updated_at = now()
     where c.deleted_at is not null
     returning id`,
    [id, id, vendor, ...bind(settings)]
  )
  return rows.length > 0
}

/** Changes a connection made in Admin. False when somebody else has changed it since `version` was read. */
export async function updateSettings(
  sql: Sql,
  { id, version }: { readonly id: string; readonly version: number },
  settings: Settings
): Promise<boolean> {
  const rows = await sql(
    `update anyshelf_channel_connection set config = ?::jsonb, secrets = ?::jsonb, sales_channel = ?, locations = ?::jsonb,
       publishing = ?::jsonb, public_url = ?, version = version + 1, updated_at = now()
     where id = ? and version = ? and source = 'admin' and deleted_at is null returning id`,
    [...bind(settings), id, version]
  )
  return rows.length > 0
}

/** Sets how stock is shown, also for a connection of the options. Nothing is written when it is so already. */
export async function updatePublishing(sql: Sql, id: string, publishing: Settings["publishing"]): Promise<void> {
  const value = json(publishing)
  await sql(
    `update anyshelf_channel_connection set publishing = ?::jsonb, version = version + 1, updated_at = now()
     where id = ? and deleted_at is null and publishing is distinct from ?::jsonb`,
    [value, id, value]
  )
}

/** Stops a connection, or lets it go on. Nothing is written when it is so already. */
export async function updatePaused(sql: Sql, id: string, isPaused: boolean): Promise<void> {
  await sql(
    `update anyshelf_channel_connection
     set paused_at = case when ?::boolean then now() end, version = version + 1, updated_at = now()
     where id = ? and deleted_at is null and (paused_at is not null) <> ?::boolean`,
    [isPaused, id, isPaused]
  )
}

/** Takes a connection away, and every secret of it at once. Its orders stay: they are ours. False when it is gone already. */
export async function removeSettings(sql: Sql, id: string): Promise<boolean> {
  const rows = await sql(
    `with gone as (
       update anyshelf_channel_connection set deleted_at = now(), config = null, secrets = null, publishing = null,
         locations = null, version = version + 1, updated_at = now()
       where id = ? and deleted_at is null returning id),
     listings as (
       update anyshelf_channel_listing l set deleted_at = now(), updated_at = now()
       from gone where l.connection_id = gone.id and l.deleted_at is null),
     publications as (
       update anyshelf_channel_publication p set deleted_at = now(), updated_at = now()
       from gone where p.connection_id = gone.id and p.deleted_at is null),
     installs as (
       update anyshelf_channel_install i set deleted_at = now(), updated_at = now()
       from gone where i.connection_id = gone.id and i.deleted_at is null),
     tasks as (
       update anyshelf_channel_task t set closed_at = now(), updated_at = now()
       from gone where t.connection_id = gone.id and t.closed_at is null)
     select id from gone`,
    [id]
  )
  return rows.length > 0
}

/** Makes sure of the rows of the connections that the options name: a name in the code takes the place of one made in Admin. */
export async function adoptConnections(sql: Sql, given: readonly { id: string; vendor: string }[]): Promise<void> {
  await sql(
    `insert into anyshelf_channel_connection as c (id, vendor, reason)
     select id, vendor, 'Not reached yet.' from jsonb_to_recordset(?::jsonb) as g(id text, vendor text) order by id
     on conflict (id) do update set vendor = excluded.vendor, source = 'options', config = null, secrets = null,
       sales_channel = null, locations = null, public_url = null, deleted_at = null, version = c.version + 1,
       updated_at = now()
     where c.deleted_at is not null or c.source <> 'options' or c.vendor <> excluded.vendor`,
    [JSON.stringify(given)]
  )
}

/** Makes the worker of a connection start anew, and has all its listings read at once. */
export async function forgetProgress(sql: Sql, id: string): Promise<boolean> {
  const rows = await sql(
    `with wanted as (
       update anyshelf_channel_reading set wanted_at = now(), updated_at = now()
       where connection_id = ? and feed = 'listings' and kind = 'sweep' and deleted_at is null)
     update anyshelf_channel_connection set version = version + 1, updated_at = now()
     where id = ? and deleted_at is null returning id`,
    [id, id]
  )
  return rows.length > 0
}

const bind = (settings: Settings) => [
  json(settings.config),
  json(settings.secrets),
  settings.salesChannel,
  json(settings.locations),
  json(settings.publishing),
  settings.publicUrl,
]

/** SQL's null, never JSON's. */
const json = (value: unknown) => (value === null ? null : JSON.stringify(value))
