import { randomUUID } from "node:crypto"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { createPgConnection } from "@medusajs/framework/utils"
import { createDatabase, dropDatabase, listDatabases } from "../queries/databases"
import { databaseUrl } from "./server"

/** A database for one storm. */
export interface ScratchDatabase {
  readonly url: string
  /** Our own way in, to look and to hurt. */
  readonly knex: Knex
  drop(): Promise<void>
}

const prefix = "anyshelf_prove_"
/** A storm does not take so long: what is older was left behind. */
const leftAfterMs = 6 * 3_600_000

/** Makes an empty database, and removes those that killed runs left on the server. */
export async function scratchDatabase(serverUrl: string): Promise<ScratchDatabase> {
  const server = connect(serverUrl)
  const name = `${prefix}${Date.now()}_${randomUUID().slice(0, 8)}`
  try {
    for (const old of await listDatabases(server, prefix)) if (isLeft(old, Date.now())) await dropDatabase(server, old)
    await createDatabase(server, name)
  } finally {
    await server.destroy()
  }
  const url = databaseUrl(serverUrl, name)
  const knex = connect(url)
  const drop = async () => {
    await knex.destroy()
    const again = connect(serverUrl)
    await dropDatabase(again, name).finally(() => again.destroy())
  }
  return { url, knex, drop }
}

/** Whether a scratch database was left by a run that ended long ago; its name says when it was made. */
export const isLeft = (name: string, now: number): boolean =>
  now - Number(name.slice(prefix.length).split("_")[0]) > leftAfterMs

const connect = (url: string) => createPgConnection({ clientUrl: url, pool: { min: 0, max: 3 } }) as unknown as Knex
