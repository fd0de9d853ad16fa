import type { Connection, Connector } from "@anyshelf/connector-kit"
import { keyringOf, type Keyring } from "../../../secrets/keyring"
import type { Sql } from "../sql"
import { ConnectionStore, type ConnectionEntry } from "./connection-store"
import * as installs from "./installs/queries"
import * as settings from "./settings/queries"

/** A webhook is judged by settings that are at most so old: a changed secret counts a second later, and no webhook waits for a read. */
const freshMs = 1_000
/** So old they may be while newer ones are on their way from a slow database. */
const staleMs = 2_000

/** The part of the plugin's options that is about connections. */
export interface ConnectionsOptions {
  readonly connectors?: readonly Connection[]
  readonly channelConnectors?: readonly Connector[]
  readonly secretsKey?: string | undefined
  readonly allowPrivateAddresses?: readonly string[]
}

/** Where connections, their settings and their sealed secrets are kept. */
export class ConnectionsMemory {
  readonly keyring: Keyring
  /** Hosts, each with its port, that channels may name although they are not public. */
  readonly allowPrivateAddresses: readonly string[]
  private readonly store: ConnectionStore

  constructor(
    private readonly sql: Sql,
    options: ConnectionsOptions = {}
  ) {
    this.keyring = keyringOf(options.secretsKey)
    this.allowPrivateAddresses = options.allowPrivateAddresses ?? []
    const { connectors: given = [], channelConnectors: connectors = [] } = options
    this.store = new ConnectionStore({ sql, given, connectors, keyring: this.keyring })
  }

  /** The connectors whose shops may be connected in Admin, by vendor. */
  get connectors(): ReadonlyMap<string, Connector> {
    return this.store.connectors
  }

  /** Every connection with its settings, also those that cannot work or are paused; by id. */
  async entries(): Promise<ConnectionEntry[]> {
    await this.store.adopt()
    return [...(await this.store.read()).values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  }

  /** One of them, read just now; null when there is none. */
  async entry(id: string): Promise<ConnectionEntry | null> {
    await this.store.adopt()
    return (await this.store.read()).get(id) ?? null
  }

  /** The connection of an id if it can work, paused or not; null otherwise. Up to a second old; two while newer are being read. */
  async find(id: string): Promise<Connection | null> {
    return (await this.store.glance(freshMs, staleMs)).get(id)?.connection ?? null
  }

  /** Seals a value for a field of a connection. Throws `NoSecretsKey` when there is no key. */
  sealSecrets(connectionId: string, secrets: Readonly<Record<string, unknown>>): settings.Settings["secrets"] {
    const setAt = new Date().toISOString()
    return Object.fromEntries(
      Object.entries(secrets).map(([field, value]) => [
        field,
        { sealed: this.keyring.seal({ connectionId, field }, JSON.stringify(value)), setAt },
      ])
    )
  }

  readonly insert = (...[id, vendor, given]: Tail<typeof settings.insertSettings>) =>
    this.changing(settings.insertSettings(this.sql, id, vendor, given))
  readonly update = (...[of, given]: Tail<typeof settings.updateSettings>) =>
    this.changing(settings.updateSettings(this.sql, of, given))
  readonly setPublishing = (...[id, publishing]: Tail<typeof settings.updatePublishing>) =>
    this.changing(settings.updatePublishing(this.sql, id, publishing))
  readonly setPaused = (id: string, isPaused: boolean) => this.changing(settings.updatePaused(this.sql, id, isPaused))
  readonly remove = (id: string) => this.changing(settings.removeSettings(this.sql, id))
  readonly readAgain = (id: string) => this.changing(settings.forgetProgress(this.sql, id))

  readonly beginInstall = (...[attempt]: Tail<typeof installs.insertInstall>) =>
    installs.insertInstall(this.sql, attempt)
  readonly takeInstall = (...[attempt]: Tail<typeof installs.takeInstall>) => installs.takeInstall(this.sql, attempt)

  /** What this process knows is old from here on, whether the write came to its end or not. */
  private async changing<T>(write: Promise<T>): Promise<T> {
    return write.finally(() => this.store.forget())
  }
}

type Tail<F> = F extends (sql: Sql, ...rest: infer R) => unknown ? R : never
