import type { Connection, Connector } from "@anyshelf/connector-kit"
import type { Keyring } from "../../../secrets/keyring"
import type { Sql } from "../sql"
import { buildConnection, type ConnectionProblem } from "./build-connection"
import { adoptConnections, readSettings, readVersions, type SettingsRow } from "./settings/queries"

/** A connection as it stands: what is stored of it, and whether it can work. */
export interface ConnectionEntry {
  readonly id: string
  readonly vendor: string
  readonly source: "options" | "admin"
  /** Null when the app has no such connector any more. */
  readonly connector: Connector | null
  /** The same object as long as nothing of it has changed; null when it cannot work. */
  readonly connection: Connection | null
  readonly problem: ConnectionProblem | null
  readonly isPaused: boolean
  /** Null for a connection of the options that no process has opened yet. */
  readonly row: SettingsRow | null
}

/** What the store is made with. */
export interface ConnectionStoreOptions {
  readonly sql: Sql
  /** The connections of the options. */
  readonly given: readonly Connection[]
  /** The connectors whose shops may be connected in Admin. */
  readonly connectors: readonly Connector[]
  readonly keyring: Keyring
  /** Milliseconds, from any beginning. */
  readonly now?: () => number
}

/**
 * The connections of the options and those made in Admin, as one list. What is read is kept by version, so that asking again costs
 * one small statement, and a webhook, within `freshMs`, none.
 */
export class ConnectionStore {
  readonly connectors: ReadonlyMap<string, Connector>
  private entries: ReadonlyMap<string, ConnectionEntry> = new Map()
  private readAt = Number.NEGATIVE_INFINITY
  private reading: Promise<ReadonlyMap<string, ConnectionEntry>> | null = null
  private generation = 0
  private isAdopted = false
  private readonly now: () => number

  constructor(private readonly options: ConnectionStoreOptions) {
    const all = [...options.connectors, ...options.given.map(({ connector }) => connector)]
    this.connectors = new Map(all.map((each) => [each.id, each]).reverse() as [string, Connector][])
    this.now = options.now ?? (() => performance.now())
  }

  /** Every connection, at most `freshMs` old. */
  async read(freshMs = 0): Promise<ReadonlyMap<string, ConnectionEntry>> {
    if (this.now() - this.readAt < freshMs) return this.entries
    // Whoever asks while a reading is under way may be owed what was changed after it began, unless an older answer will do.
    if (this.reading && freshMs === 0) await this.reading.catch(() => undefined)
    this.reading ??= this.readNow().finally(() => (this.reading = null))
    return this.reading
  }

  /**
   * Every connection, at most `freshMs` old, or up to `staleMs` while newer ones are being read: where the database is slow, whoever
   * asks all the time does not wait for it again and again.
   */
  async glance(freshMs: number, staleMs: number): Promise<ReadonlyMap<string, ConnectionEntry>> {
    const reading = this.read(freshMs)
    if (this.now() - this.readAt >= staleMs) return reading
    // Whoever finds nothing that is fresh enough meets the same trouble, and says so.
    reading.catch(() => undefined)
    return this.entries
  }

  /** Something was changed in this process: the next answer is a new one. */
  forget(): void {
    this.generation += 1
    this.readAt = Number.NEGATIVE_INFINITY
  }

  private async readNow(): Promise<ReadonlyMap<string, ConnectionEntry>> {
    const { generation } = this
    const startedAt = this.now()
    const versions = await readVersions(this.options.sql)
    const changed = versions.filter(({ id, version }) => this.entries.get(id)?.row?.version !== version)
    const rows =
      changed.length === 0
        ? []
        : await readSettings(
            this.options.sql,
            changed.map(({ id }) => id)
          )
    const fresh = new Map(rows.map((row) => [row.id, this.toEntry(row)]))
    const stored = versions.flatMap(({ id }) => fresh.get(id) ?? this.entries.get(id) ?? [])
    const known = new Map(stored.map((entry) => [entry.id, entry]))
    for (const each of this.options.given) if (!known.has(each.id)) known.set(each.id, this.given(each))
    this.entries = known
    if (generation === this.generation) this.readAt = startedAt
    return known
  }

  /** Makes sure, once, that each connection of the options has its row. */
  async adopt(): Promise<void> {
    if (this.isAdopted || this.options.given.length === 0) return
    const { given, sql } = this.options
    await adoptConnections(
      sql,
      given.map(({ id, connector }) => ({ id, vendor: connector.id }))
    )
    this.isAdopted = true
    this.forget()
  }

  private toEntry(row: SettingsRow): ConnectionEntry {
    const given = this.options.given.find(({ id }) => id === row.id)
    if (given) return fromOptions(given, row)
    const connector = this.connectors.get(row.vendor)
    const built = row.source === "options" ? notNamed(row) : buildConnection(row, connector, this.options.keyring)
    return { ...outline(row), connector: connector ?? null, ...built }
  }

  /** The same entry, and so the same connection, until it has a row. */
  private given(connection: Connection): ConnectionEntry {
    const known = this.entries.get(connection.id)
    return known && known.row === null ? known : fromOptions(connection, null)
  }
}

/** What the code says, but for how stock is shown, which a person may change while the shop is open. */
function fromOptions(given: Connection, row: SettingsRow | null): ConnectionEntry {
  const publishing = row?.source === "options" ? row.publishing : null
  return {
    id: given.id,
    vendor: given.connector.id,
    source: "options",
    connector: given.connector,
    connection: publishing ? { ...given, publishing } : given,
    problem: null,
    isPaused: row !== null && row.pausedAt !== null,
    row,
  }
}

const outline = (row: SettingsRow) => ({
  id: row.id,
  vendor: row.vendor,
  source: row.source,
  isPaused: row.pausedAt !== null,
  row,
})

const notNamed = ({ id }: SettingsRow) => ({
  connection: null,
  problem: {
    state: "misconfigured" as const,
    reason: `The option \`connectors\` names no connection \`${id}\` any more: put it back there, or remove it here.`,
  },
})
