// @ts-check

/** Says in the database itself what was done to it, so that a dropped or exchanged database is never taken for a ready one. */
const table = "anyshelf_example_setup"

/**
 * @template T
 * @param {string} databaseUrl
 * @param {(client: import("pg").Client) => Promise<T>} work
 */
async function withClient(databaseUrl, work) {
  const { Client } = require("pg")
  const client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000 })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/**
 * Runs `work` unless this database already carries the mark, and then leaves the mark.
 * @param {string} databaseUrl
 * @param {string} name what is done, for example `migrations`
 * @param {string} fingerprint of all that the outcome depends on
 * @param {() => Promise<void>} work safe to repeat: a crash before the mark is left repeats it
 * @param {{ again?: boolean }} [options] `again` when what it made outside the database is gone
 * @returns {Promise<boolean>} whether it ran
 */
async function oncePerDatabase(databaseUrl, name, fingerprint, work, { again = false } = {}) {
  const marked = await withClient(databaseUrl, async (client) => {
    await client.query(
      `create table if not exists ${table} (name text primary key, fingerprint text not null, done_at timestamptz not null default now())`
    )
    const { rows } = await client.query(`select fingerprint from ${table} where name = $1`, [name])
    return rows[0]?.fingerprint
  })
  if (marked === fingerprint && !again) return false
  await work()
  await withClient(databaseUrl, (client) =>
    client.query(
      `insert into ${table} (name, fingerprint) values ($1, $2)
       on conflict (name) do update set fingerprint = excluded.fingerprint, done_at = now()`,
      [name, fingerprint]
    )
  )
  return true
}

module.exports = { oncePerDatabase, withClient }
