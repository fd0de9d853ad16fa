import { createPgConnection } from "@medusajs/framework/utils"
import type { ChannelMemory } from "../../../../src/channels/shop"
import { channelMemory, createTables } from "../../../../src/channels/simulation/memory"
import ChannelsService from "../../../../src/modules/channels/service"
import type { PgConnection } from "../../../../src/modules/channels/sql"
import { bootChannels } from "../../support/channels-module"

/** The same memory twice: the SQL module on a database, and the simulator's model. Both live at the same, given instant. */
export interface Sides {
  readonly real: ChannelMemory
  /** Forgets everything on the database, and gives a model that knows nothing either. */
  empty(): Promise<ChannelMemory>
  /** Sets the time of both. */
  setTime(at: number): Promise<void>
  close(): Promise<void>
}

const time = "channels_now()"
const tables = ["connection", "inbox", "listing", "publication", "record", "task", "reading", "sample"]

/** Boots the module on a database whose time is what a test says. */
export async function openSides(startsAt: number): Promise<Sides> {
  const { database, close } = await bootChannels()
  await database.query(
    `create function ${time} returns timestamptz language sql stable as $$ select current_setting('channels.now')::timestamptz $$`
  )
  // One session, since the time is the session's.
  const connection = createPgConnection({ clientUrl: database.url, pool: { min: 1, max: 1 } })
  const timed: PgConnection = {
    raw: (statement, parameters) => connection.raw(statement.replaceAll("now()", time), parameters as never),
  }
  let now = startsAt
  const setTime = async (at: number) => {
    now = at
    await connection.raw("select set_config('channels.now', ?, false)", [new Date(at).toISOString()])
  }
  await setTime(startsAt)
  return {
    real: new ChannelsService({ __pg_connection__: timed }) as unknown as ChannelMemory,
    setTime,
    empty: async () => {
      await database.query(`truncate ${tables.map((name) => `anyshelf_channel_${name}`).join(", ")}`)
      return channelMemory(createTables(() => now))
    },
    close: async () => {
      await connection.destroy()
      await close()
    },
  }
}
