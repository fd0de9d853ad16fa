import { randomUUID } from "node:crypto"
import { Client } from "pg"
import { migrateDatabase } from "./medusa"

/** A database of Medusa's, migrated and empty. */
export interface Database {
  readonly url: string
  query<Row extends object>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>
  /** Throws it away, whoever is still connected. */
  close(): Promise<void>
}

let template: Promise<string> | null = null

/** A new database; the first one of a run takes half a minute, the others are copies of it. */
export async function openDatabase(): Promise<Database> {
  template ??= makeTemplate()
  const name = nameOf()
  await run(serverUrl(), `create database ${name} template ${await template}`)
  const url = urlOf(name)
  const client = new Client({ connectionString: url })
  await client.connect()
  return {
    url,
    query: async (sql, parameters = []) => (await client.query(sql, [...parameters])).rows as never,
    close: async () => {
      await client.end()
      await run(serverUrl(), `drop database ${name} with (force)`)
    },
  }
}

/** Throws away what the others were copied from. */
export async function dropTemplate(): Promise<void> {
  const name = await template?.catch(() => null)
  template = null
  if (name) await run(serverUrl(), `drop database if exists ${name} with (force)`)
}

async function makeTemplate(): Promise<string> {
  const name = nameOf()
  await run(serverUrl(), `create database ${name}`)
  try {
    await migrateDatabase(urlOf(name))
    return name
  } catch (error) {
    await run(serverUrl(), `drop database ${name} with (force)`)
    throw error
  }
}

function serverUrl(): string {
  const url = process.env.TEST_DATABASE_URL
  if (url) return url
  throw new Error("TEST_DATABASE_URL is not set: run this as `npm run bench channels`.")
}

const nameOf = () => `anyshelf_bench_channels_${randomUUID().slice(0, 8)}`
const urlOf = (name: string) => Object.assign(new URL(serverUrl()), { pathname: `/${name}` }).href

async function run(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query(sql).finally(() => client.end())
}
