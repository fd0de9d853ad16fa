import { randomBytes } from "node:crypto"
import { createPgConnection } from "@medusajs/framework/utils"
import { toyConnector } from "@anyshelf/connector-kit/toy"
import {
  ConnectionsMemory,
  type ConnectionsOptions,
} from "../../../src/modules/channels/connections/connections-memory"
import { sqlOn, type Sql } from "../../../src/modules/channels/sql"
import { bootChannels, type ChannelsUnderTest } from "../../channels/support/channels-module"

/** A key as the environment would give it. */
export const newKey = () => randomBytes(32).toString("base64")

/** One database, and as many processes on it as a test wants. */
export interface Processes extends ChannelsUnderTest {
  readonly sql: Sql
  /** What one process knows of connections. */
  memory(options?: ConnectionsOptions): ConnectionsMemory
}

/** Boots the module, and lets further processes look at the same rows. */
export async function bootProcesses(): Promise<Processes> {
  const booted = await bootChannels()
  const connection = createPgConnection({ clientUrl: booted.database.url, pool: { max: 4 } })
  const sql = sqlOn(connection as never)
  return {
    ...booted,
    sql,
    memory: (options = {}) =>
      new ConnectionsMemory(sql, {
        channelConnectors: [toyConnector],
        allowPrivateAddresses: ["toy.test:80"],
        ...options,
      }),
    close: async () => {
      await connection.destroy()
      await booted.close()
    },
  }
}

/** A wish for a toy shop's connection. */
export const wish = (id: string, config: Record<string, unknown> = {}) => ({
  id,
  vendor: "toy",
  config: { url: "http://toy.test", token: "token-of-the-shop", webhookSecret: "secret-of-the-webhooks", ...config },
  salesChannel: "Web",
  locations: null,
  publishing: null,
  publicUrl: null,
})
