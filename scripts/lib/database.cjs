// @ts-check
const { SetupError } = require("./setup-error.cjs")

/**
 * A database URL without its password, fit to be shown.
 * @param {string} url
 */
function withoutPassword(url) {
  try {
    const parsed = new URL(url)
    if (parsed.password) parsed.password = "…"
    if (parsed.searchParams.has("password")) parsed.searchParams.set("password", "…")
    return decodeURIComponent(parsed.toString())
  } catch {
    return "DATABASE_URL"
  }
}

/**
 * @param {string} url
 * @throws {SetupError} not a PostgreSQL URL, or one that names no database
 */
function assertDatabaseUrl(url) {
  const example = "set it to something like postgres://user:password@host:5432/database"
  if (!URL.canParse(url)) throw new SetupError(`DATABASE_URL is not a URL; ${example}.`)
  const { protocol, pathname } = new URL(url)
  if (!["postgres:", "postgresql:"].includes(protocol))
    throw new SetupError(`DATABASE_URL does not begin with postgres://; ${example}.`)
  if (pathname.length < 2) throw new SetupError(`DATABASE_URL names no database; ${example}.`)
}

const unreachable = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ECONNRESET",
])

/**
 * What a refused connection means for the person who set DATABASE_URL.
 * @param {{ code?: string | undefined, message: string }} error as PostgreSQL or the network gave it
 * @param {string} url
 * @returns {string} one sentence with the remedy, never the password
 */
function explainRefusal({ code, message }, url) {
  const { hostname, port, username, pathname } = new URL(url)
  const where = `${hostname}:${port || 5432}`
  const database = pathname.slice(1)
  if (code === "3D000")
    return `DATABASE_URL names the database "${database}", which does not exist at ${where}; create it (createdb ${database}) or name another.`
  if (code === "28P01" || code === "28000")
    return `PostgreSQL at ${where} refuses the user "${username}"; correct the user or password in DATABASE_URL.`
  if ((code && unreachable.has(code)) || /timeout/i.test(message))
    return `No PostgreSQL answers at ${where} (${code ?? "time-out"}); start it, correct DATABASE_URL, or unset it to use the embedded one.`
  return `PostgreSQL at ${where} refused the connection of DATABASE_URL: ${message}`
}

/**
 * Proves that a database can be used, before anything is built on it.
 * @param {string} url
 * @throws {SetupError}
 */
async function assertDatabase(url) {
  assertDatabaseUrl(url)
  const { Client } = require("pg")
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  try {
    await client.connect()
    const { rows } = await client.query("select has_database_privilege(current_database(), 'CREATE') as may_create")
    if (!rows[0].may_create)
      throw new SetupError(
        `The user of DATABASE_URL may not create tables there; grant it CREATE on the database or use its owner.`
      )
  } catch (error) {
    if (error instanceof SetupError) throw error
    throw new SetupError(explainRefusal(/** @type {Error & { code?: string }} */ (error), url))
  } finally {
    await client.end().catch(() => {})
  }
}

/**
 * Makes a database where it is missing.
 * @param {string} serverUrl any database of that server
 * @param {string} name
 */
async function ensureDatabase(serverUrl, name) {
  const { Client } = require("pg")
  const client = new Client({ connectionString: serverUrl })
  await client.connect()
  try {
    const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [name])
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`)
  } finally {
    await client.end()
  }
}

module.exports = { assertDatabase, assertDatabaseUrl, ensureDatabase, explainRefusal, withoutPassword }
