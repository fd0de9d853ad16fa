import { randomUUID } from "node:crypto"
import { Client } from "pg"

/** A database of a test's own. */
export interface TestDatabase {
  readonly url: string
  /** Runs SQL on a connection of its own, as an admin would. */
  query<Row = Record<string, unknown>>(sql: string, parameters?: unknown[]): Promise<Row[]>
  drop(): Promise<void>
}

/** Creates an empty database beside the one that TEST_DATABASE_URL names. */
export async function createDatabase(): Promise<TestDatabase> {
  const server = process.env.TEST_DATABASE_URL
  if (!server) {
    throw new Error(
      "TEST_DATABASE_URL is not set. Run `npm test`, or name a PostgreSQL on which a database may be created."
    )
  }
  const name = `anyshelf_a_${randomUUID().slice(0, 8)}`
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).href
  await once(server, `create database ${name}`)
  const client = new Client({ connectionString: url })
  await client.connect()
  return {
    url,
    query: async <Row>(sql: string, parameters: unknown[] = []) => (await client.query(sql, parameters)).rows as Row[],
    drop: async () => {
      await client.end()
      await once(server, `drop database ${name} with (force)`)
    },
  }
}

async function once(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query(sql).finally(() => client.end())
}

/** Resolves when a session waits for a lock of another. The database says so; no clock is needed. */
export async function untilSomeoneWaits(database: TestDatabase): Promise<void> {
  for (let look = 0; look < 2000; look += 1) {
    const waiting = await database.query(
      `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    )
    if (waiting.length > 0) return
  }
  throw new Error("Nobody waited for a row of another session.")
}
