// @ts-check
const fs = require("node:fs")
const os = require("node:os")
const path = require("node:path")
const { assertDatabase } = require("./database.cjs")
const { ensureDataFolder } = require("./data-folder.cjs")
const { startPostgres } = require("./postgres.cjs")

/** Tests throw their databases away, so nothing has to survive a power cut. */
const fastFlags = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]

/**
 * A PostgreSQL for the tests: the given one, or an embedded one that lives as long as the run.
 * @param {Record<string, string | undefined>} env TEST_DATABASE_URL or DATABASE_URL: a database whose user may create others
 * @param {{ durable?: boolean }} [how] durable: every commit reaches the disk, as in a shop; for figures that promise it
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 */
async function openTestDatabase(env, { durable = false } = {}) {
  const given = env.TEST_DATABASE_URL || env.DATABASE_URL
  if (given) {
    await assertDatabase(given)
    return { url: given, stop: async () => {} }
  }
  // Directly in the folder for temporary files: as root, PostgreSQL runs as a user who must be able to walk there.
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "anyshelf-test-"))
  fs.chmodSync(folder, 0o755)
  const isRoot = process.getuid?.() === 0
  const postgres = await startPostgres({
    dataDir: ensureDataFolder(folder),
    password: "postgres",
    isRoot,
    flags: durable ? [] : fastFlags,
  })
  const stop = async () => {
    await postgres.stop()
    fs.rmSync(folder, { recursive: true, force: true })
  }
  return { url: postgres.url("postgres"), stop }
}

/**
 * The same database in the words of Medusa's own test runners.
 * @param {string} url
 */
function databaseEnvironment(url) {
  const { hostname, port, username, password } = new URL(url)
  return {
    TEST_DATABASE_URL: url,
    DB_HOST: hostname,
    DB_PORT: port || "5432",
    DB_USERNAME: decodeURIComponent(username),
    DB_PASSWORD: decodeURIComponent(password),
  }
}

module.exports = { databaseEnvironment, openTestDatabase }
